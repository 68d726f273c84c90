using BenchmarkDotNet.Attributes;
using TextClassify.Inference.Sessions;

namespace TextClassify.Benchmarks.Micro;

/// <summary>Cutting 64 rows of mixed length into blocks.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private readonly ReadOnlyMemory<int>[] _rows = new ReadOnlyMemory<int>[64];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (int i = 0; i < _rows.Length; i++)
        {
            _rows[i] = new int[random.Next(3, 60)];
        }
    }

    [Benchmark]
    public int Cut() => ForwardPlan.Cut(_rows, 4_096).Count;
}
