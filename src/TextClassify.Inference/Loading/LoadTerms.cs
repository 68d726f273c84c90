using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TextClassify.Inference.Batching;

namespace TextClassify.Inference.Loading;

/// <summary>
/// What the loads of a service share. Without it a load may take as long as it likes, which is for tools that wait for it.
/// </summary>
internal sealed record LoadTerms
{
    /// <summary>Ends runs that take too long; null for nobody.</summary>
    public RunWatch? Watch { get; init; }

    /// <summary>For one package.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    public BatchInstruments? Instruments { get; init; }
}
