using Polly;
using Polly.CircuitBreaker;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Work that is tried on CUDA and, where that fails, done on the CPU. When a tenth of what was tried in ten seconds has failed, two calls
/// at least, CUDA is left alone for a while: a driver that is gone costs each call seconds to find out. Then one call tries again. Safe for
/// concurrent use.
/// </summary>
internal sealed class CudaCircuit
{
    /// <summary>Time for which CUDA is left alone.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromMinutes(1);

    // Not all of them: a GPU that dies under load leaves its successes of the seconds before in the count.
    private const double FailureRatio = 0.1;

    private readonly ResiliencePipeline _pipeline;
    private string _reason = "";

    public CudaCircuit(TimeProvider time) => _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = FailureRatio,
            MinimumThroughput = 2,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = Break,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsFault),
        })
        .Build();

    /// <summary>True where CUDA did it; else <paramref name="reason"/> is one sentence, and the CPU is to do it.</summary>
    /// <param name="onCuda">Does it. What it throws and is no fault of CUDA's passes through.</param>
    /// <param name="result">What it gave.</param>
    /// <param name="reason">Why CUDA didn't, or what it last failed with where it is left alone.</param>
    public bool TryRun<T>(Func<T> onCuda, out T? result, out string reason)
    {
        try
        {
            result = _pipeline.Execute(onCuda);
            reason = "";
            return true;
        }
        catch (BrokenCircuitException)
        {
            (result, reason) = (default, Volatile.Read(ref _reason));
            return false;
        }
        catch (Exception error) when (IsFault(error))
        {
            (result, reason) = (default, $"CUDA failed: {RuntimeMessage.Of(error)}");
            Volatile.Write(ref _reason, reason);
            return false;
        }
    }

    /// <summary>Whether the CPU may do better.</summary>
    private static bool IsFault(Exception error) => error is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException;
}
