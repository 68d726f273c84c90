using Microsoft.Extensions.Time.Testing;
using TextClassify.Inference.Sessions;

namespace TextClassify.UnitTests.Sessions;

public sealed class CpuFallbackTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Session _cuda = new() { IsBroken = true };
    private readonly List<Session> _cpu = [];

    [Fact]
    public void Run_CudaBreaks_IsDoneByTheCpu()
    {
        using var fallback = Create();

        Assert.Equal((1, 1), (fallback.Run(_cuda, Session.Run), _cpu[0].Runs));
        _cuda.IsBroken = false;
        Assert.Equal((2, 1), (fallback.Run(_cuda, Session.Run), _cpu[0].Runs));
    }

    [Fact]
    public void Run_CudaStaysBroken_IsAskedTwiceAndThenOnceAMinute()
    {
        using var fallback = Create();

        for (int run = 0; run < 10; run++)
        {
            fallback.Run(_cuda, Session.Run);
        }

        Assert.Equal((2, 10), (_cuda.Runs, Assert.Single(_cpu).Runs));
        _time.Advance(CudaCircuit.Break + TimeSpan.FromSeconds(1));
        fallback.Run(_cuda, Session.Run);
        Assert.Equal((3, 11), (_cuda.Runs, _cpu[0].Runs));
    }

    [Fact]
    public void Run_NothingFails_OpensNoSecondSession()
    {
        _cuda.IsBroken = false;
        using var fallback = Create();

        fallback.Run(_cuda, Session.Run);

        Assert.Empty(_cpu);
    }

    [Fact]
    public void Dispose_AfterAFailure_ClosesTheSecondSession()
    {
        var fallback = Create();
        fallback.Run(_cuda, Session.Run);

        fallback.Dispose();

        Assert.Equal((true, false), (_cpu[0].IsClosed, _cuda.IsClosed));
    }

    public void Dispose() => _cuda.Dispose();

    private CpuFallback<Session> Create() => new(new CudaCircuit(_time), () =>
    {
        _cpu.Add(new Session());
        return _cpu[^1];
    });

    private sealed class Session : IDisposable
    {
        public bool IsBroken { get; set; }

        public bool IsClosed { get; private set; }

        public int Runs { get; private set; }

        /// <summary>Which run of the session it is.</summary>
        public static int Run(Session on) =>
            ++on.Runs is var run && on.IsBroken ? throw new DllNotFoundException("libcuda.so.1 is gone.") : run;

        public void Dispose() => IsClosed = true;
    }
}
