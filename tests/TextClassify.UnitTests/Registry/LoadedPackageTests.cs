using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Sessions;
using TextClassify.Models;

namespace TextClassify.UnitTests.Registry;

public sealed class LoadedPackageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retire_NobodyHasIt_ReleasesAtOnce()
    {
        var resources = new Resources();
        var package = new LoadedPackage(new Model(), resources);

        package.Retire();
        await package.Released.WaitAsync(Cancel);

        Assert.Equal(1, resources.Disposals);
        Assert.Null(package.TryLease());
    }

    [Fact]
    public async Task Retire_LeasesOut_ReleasesWithTheLastAndGivesNoMore()
    {
        var resources = new Resources();
        var package = new LoadedPackage(new Model(), resources);
        var first = package.TryLease()!;
        var second = package.TryLease()!;

        package.Retire();
        package.Retire();
        Assert.Null(package.TryLease());
        Assert.Equal(2, package.Leases);
        first.Dispose();
        first.Dispose();
        Assert.Equal(1, package.Leases);
        Assert.False(package.Released.IsCompleted);
        Assert.Equal(0, resources.Disposals);

        second.Dispose();
        await package.Released.WaitAsync(Cancel);
        Assert.Equal(1, resources.Disposals);
        Assert.Equal(0, package.Leases);
    }

    /// <summary>
    /// Threads take and return leases of whatever is current while it is replaced: none ever holds one whose resources are released.
    /// </summary>
    [Fact]
    public async Task TryLease_WhilePackagesAreReplaced_NeverHoldsAReleasedOne()
    {
        const int Replacements = 2_000;
        var current = New();
        bool stop = false;
        long taken = 0, broken = 0;
        Task[] users = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(Use, Cancel))];
        var retired = new List<LoadedPackage>();
        for (int i = 0; i < Replacements || Volatile.Read(ref taken) < Replacements; i++)
        {
            var before = Interlocked.Exchange(ref current, New());
            before.Retire();
            retired.Add(before);
            Thread.Yield();
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(users);
        await Task.WhenAll(retired.Select(package => package.Released)).WaitAsync(Cancel);
        Assert.Equal(0, broken);
        Assert.All(retired, package => Assert.Equal(1, ((Model)package.Model).Resources!.Disposals));

        void Use()
        {
            while (!Volatile.Read(ref stop))
            {
                var package = Volatile.Read(ref current);
                if (package.TryLease() is { } lease)
                {
                    Interlocked.Add(ref broken, ((Model)package.Model).Resources?.Disposals ?? 0);
                    Interlocked.Increment(ref taken);
                    lease.Dispose();
                }
            }
        }
    }

    private static LoadedPackage New()
    {
        var resources = new Resources();
        return new LoadedPackage(new Model { Resources = resources }, resources);
    }

    private sealed class Resources : IDisposable
    {
        private int _disposals;

        public int Disposals => Volatile.Read(ref _disposals);

        public void Dispose() => Interlocked.Increment(ref _disposals);
    }

    private sealed class Model : ILoadedModel
    {
        public Resources? Resources { get; init; }

        public PackageManifest Manifest => throw new NotSupportedException();

        public string Sha256 => "";

        public ExecutionProviderReport Provider => throw new NotSupportedException();

        public DateTimeOffset LoadedAt => default;
    }
}
