using Microsoft.Extensions.Time.Testing;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Inference.Sessions;

namespace TextClassify.UnitTests.Sessions;

/// <summary>A GPU that breaks is played by a session of the CPU whose runs are made to fail; the second session is a real one.</summary>
public sealed class CpuFallbackTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly InferenceSession _cuda = new(TinyForward.Path);
    private int _opened, _onCuda;
    private bool _broken = true;

    [Fact]
    public void Run_CudaBreaks_GivesWhatTheCpuGives()
    {
        using var fallback = Create();

        Assert.NotSame(_cuda, fallback.Run(_cuda, Session));
        _broken = false;
        Assert.Same(_cuda, fallback.Run(_cuda, Session));
    }

    [Fact]
    public void Run_CudaStaysBroken_IsAskedTwiceAMinuteAtMostAndTheCpuOpenedOnce()
    {
        using var fallback = Create();

        for (int run = 0; run < 10; run++)
        {
            fallback.Run(_cuda, Session);
        }

        Assert.Equal((2, 1), (_onCuda, _opened));
        _time.Advance(CudaCircuit.Break + TimeSpan.FromSeconds(1));
        _broken = false;
        Assert.Same(_cuda, fallback.Run(_cuda, Session));
    }

    [Fact]
    public void Run_NothingFails_OpensNoSecondSession()
    {
        _broken = false;
        using var fallback = Create();

        fallback.Run(_cuda, Session);

        Assert.Equal(0, _opened);
    }

    public void Dispose() => _cuda.Dispose();

    private CpuFallback Create() => new(new CudaCircuit(_time), () =>
    {
        _opened++;
        return new InferenceSession(TinyForward.Path);
    });

    private InferenceSession Session(InferenceSession on)
    {
        if (on == _cuda)
        {
            _onCuda++;
            if (_broken)
            {
                // The runtime's own exception: an output that the graph lacks.
                _cuda.Run(new RunOptions(), [], [], ["none"]);
            }
        }

        return on;
    }
}
