using BenchmarkDotNet.Attributes;
using TextClassify.Inference.Batching;

namespace TextClassify.Benchmarks.Micro;

/// <summary>Choosing a batch among 1,024 waiting rows of mixed length.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private readonly int[] _lengths = new int[1_024];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (int i = 0; i < _lengths.Length; i++)
        {
            _lengths[i] = random.Next(3, 60);
        }

        Array.Sort(_lengths);
    }

    [Benchmark]
    public int Join() =>
        BatchPlanner.Join(_lengths, new BatchSize(1, _lengths[500], _lengths[500]), new BatchLimits(4_096, 256, 1.25, 24)).End;
}
