using BenchmarkDotNet.Attributes;
using TextClassify.Molecules;
using TextClassify.Numerics;
using TextClassify.Similarity;

namespace TextClassify.Benchmarks.Micro;

/// <summary>A statin: read, written at random, brought to its form, and held against another writing.</summary>
[MemoryDiagnoser]
public class MoleculeBenchmarks
{
    private readonly string _text = "CC(C)c1c(C(=O)Nc2ccccc2)c(-c2ccccc2)c(-c2ccc(F)cc2)n1CC[C@@H](O)C[C@@H](O)CC(=O)O";

    private readonly SmilesWriter _writer = new();
    private readonly CanonicalForm _form = new();
    private readonly SubsequencePattern<byte> _pattern = new(128);
    private readonly byte[] _other;
    private readonly Molecule _molecule;
    private SplitMix64 _random = new(1, 1);

    public MoleculeBenchmarks()
    {
        _molecule = SmilesReader.TryRead(_text, out var molecule, out _) ? molecule : throw new InvalidOperationException("It is SMILES.");
        _other = [.. _writer.WriteAtRandom(_molecule, ref _random)];
        _pattern.Set(_writer.WriteAtRandom(_molecule, ref _random));
    }

    [Benchmark]
    public bool Read() => SmilesReader.TryRead(_text, out _, out _);

    [Benchmark]
    public int WriteAtRandom() => _writer.WriteAtRandom(_molecule, ref _random).Length;

    [Benchmark]
    public int CanonicalForm() => _form.Bytes(_molecule).Length;

    [Benchmark]
    public double Ratio() => _pattern.RatioTo(_other);
}
