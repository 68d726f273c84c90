using BenchmarkDotNet.Attributes;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Text;
using TextClassify.Text.Words;

namespace TextClassify.Benchmarks.Micro;

/// <summary>What stands between a request's text and the graph. Allocations are also held by AllocationGateTests.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private readonly string _text = string.Join(' ', Sentences.All);
    private TextEncoder _encoder = null!;

    [GlobalSetup]
    public void Setup()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in WordTokenizer.Enumerate(_text))
        {
            words.Add(token.Normal.ToString());
        }

        _encoder = new TextEncoder(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. words]), maxTokens: 1_024);
    }

    [Benchmark]
    public int Tokenize()
    {
        int count = 0;
        foreach (var token in WordTokenizer.Enumerate(_text))
        {
            count += token.Normal.Length;
        }

        return count;
    }

    [Benchmark]
    public int Encode() => _encoder.Encode(_text).Length;
}
