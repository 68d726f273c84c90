using Microsoft.Extensions.Time.Testing;
using TextClassify.Inference.Sessions;

namespace TextClassify.UnitTests.Sessions;

public sealed class CudaCircuitTests
{
    private readonly FakeTimeProvider _time = new();
    private int _tries;

    [Fact]
    public void TryRun_CudaThatWorks_GivesItsResult()
    {
        var circuit = new CudaCircuit(_time);

        Assert.True(circuit.TryRun(() => 3, out int result, out string reason));
        Assert.Equal((3, ""), (result, reason));
    }

    [Fact]
    public void TryRun_CudaThatIsMissing_SaysWhyWithoutItsPaths()
    {
        var circuit = new CudaCircuit(_time);

        Assert.False(circuit.TryRun(Missing, out _, out string reason));
        Assert.Equal("CUDA failed: libcublasLt.so.13 is not here: lib.so.", reason);
    }

    [Fact]
    public void TryRun_AfterTwoFailures_LeavesCudaAloneAndThenTriesOnce()
    {
        var circuit = new CudaCircuit(_time);
        circuit.TryRun(Missing, out _, out _);
        circuit.TryRun(Missing, out _, out _);

        for (int call = 0; call < 10; call++)
        {
            Assert.False(circuit.TryRun(Missing, out _, out string reason));
            Assert.Equal("CUDA failed: libcublasLt.so.13 is not here: lib.so.", reason);
        }

        Assert.Equal(2, _tries);

        _time.Advance(CudaCircuit.Break + TimeSpan.FromSeconds(1));
        Assert.False(circuit.TryRun(Missing, out _, out _));
        Assert.False(circuit.TryRun(Missing, out _, out _));
        Assert.Equal(3, _tries);
    }

    [Fact]
    public void TryRun_CudaThatDiesUnderLoad_IsLeftAloneWithinTheSuccessesBefore()
    {
        var circuit = new CudaCircuit(_time);
        for (int call = 0; call < 90; call++)
        {
            circuit.TryRun(() => 1, out _, out _);
        }

        for (int call = 0; call < 50; call++)
        {
            circuit.TryRun(Missing, out _, out _);
        }

        Assert.Equal(10, _tries);
    }

    [Fact]
    public void TryRun_CudaThatIsBack_IsUsedAgain()
    {
        var circuit = new CudaCircuit(_time);
        circuit.TryRun(Missing, out _, out _);
        circuit.TryRun(Missing, out _, out _);
        _time.Advance(CudaCircuit.Break + TimeSpan.FromSeconds(1));

        Assert.True(circuit.TryRun(() => 1, out _, out _));
        Assert.True(circuit.TryRun(() => 2, out int result, out _));
        Assert.Equal(2, result);
    }

    [Fact]
    public void TryRun_AFaultThatIsNotCudas_PassesThrough() =>
        Assert.Throws<OperationCanceledException>(
            () => new CudaCircuit(_time).TryRun<int>(() => throw new OperationCanceledException(), out _, out _));

    private int Missing()
    {
        _tries++;
        throw new DllNotFoundException("libcublasLt.so.13 is not here: /opt/app/lib.so");
    }
}
