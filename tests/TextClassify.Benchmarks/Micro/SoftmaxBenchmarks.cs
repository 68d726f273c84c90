using BenchmarkDotNet.Attributes;
using TextClassify.Numerics;

namespace TextClassify.Benchmarks.Micro;

[MemoryDiagnoser]
public class SoftmaxBenchmarks
{
    private readonly float[] _logits = new float[4];
    private readonly float[] _scores = new float[4];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (int i = 0; i < _logits.Length; i++)
        {
            _logits[i] = random.NextSingle();
        }
    }

    [Benchmark]
    public void Write() => Softmax.Write(_logits, temperature: 1.3, _scores);
}
