using BenchmarkDotNet.Attributes;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Traffic;

namespace TextClassify.Benchmarks.Micro;

/// <summary>What a request pays for the promise that its model stays: the lookup alone, with a lease taken and returned, and with a
/// canary's draw.</summary>
[MemoryDiagnoser]
public class LeaseBenchmarks
{
    private ModelSnapshot _snapshot = null!;
    private ModelSnapshot _split = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        string solution = Training.Data.DataFolder.SolutionFolder(AppContext.BaseDirectory)!;
        var shipped = await ShippedModels.LoadAsync(solution, threads: 1, CancellationToken.None);
        _snapshot = shipped.Registry.Current;
        var package = _snapshot.Package(ShippedModels.Name, "1")!;
        _split = new ModelSnapshot(
            _snapshot.Packages,
            [],
            null,
            [new ModelTraffic(ShippedModels.Name, package.Version, Canary: new CanaryTraffic(package.Version, 0.5))]);
    }

    [Benchmark(Baseline = true)]
    public LoadedPackage? Lookup() => _snapshot.Choose<ITextClassifier>(ShippedModels.Name, null, null);

    [Benchmark]
    public int Lease()
    {
        var package = _snapshot.Choose<ITextClassifier>(ShippedModels.Name, null, null)!;
        using var lease = package.TryLease();
        return package.Leases;
    }

    [Benchmark]
    public int LeaseOfASplit()
    {
        var package = _split.Choose<ITextClassifier>(ShippedModels.Name, null, "given/0123456789abcdef")!;
        using var lease = package.TryLease();
        return package.Leases;
    }
}
