using System.Threading.Channels;
using TextClassify.Api.Models;

namespace TextClassify.Api.Classify;

/// <summary>
/// Asks shadows what was just answered and counts how they agree. It runs behind the answers in the bulk lane, one request at a time; what
/// comes faster is skipped and counted, so a shadow costs no caller more than its share of the machine.
/// </summary>
internal sealed partial class Shadows(
    IModelRegistry registry, RolloutMetrics metrics, IOptions<LimitsOptions> limits, ILogger<Shadows> logger) : BackgroundService
{
    private const int MostWaiting = 64;

    /// <summary>Of a list or a window; what is longer is for offline comparison.</summary>
    private const int MostTexts = 256;

    /// <summary>Of all of them, in UTF-16 code units: what waits is held.</summary>
    private const int MostCharacters = 65_536;

    private readonly Channel<ShadowComparison> _waiting =
        Channel.CreateBounded<ShadowComparison>(
            new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Takes note of an answer when its model has a shadow. Never waits and never throws.</summary>
    public void Offer(ITextClassifier model, IReadOnlyList<EncodedInput> inputs, ClassifyResult[] results)
    {
        var (name, version) = (model.Manifest.Name, model.Manifest.Version);
        if (registry.Current.TrafficOf(name)?.Shadow is not { } shadow || shadow == version)
        {
            return;
        }

        if (results.Length > MostTexts
            || inputs.Sum(input => (long)input.Item.Text.Length) > MostCharacters
            || !_waiting.Writer.TryWrite(ShadowComparison.Of(name, version, shadow, inputs, results)))
        {
            metrics.Compared(name, version, shadow, RolloutMetrics.Skipped, results.Length);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var comparison in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await TryCompareAsync(comparison, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>Whatever one comparison throws, a cancellation of its own among it, the next one is made.</summary>
    private async Task TryCompareAsync(ShadowComparison comparison, CancellationToken stoppingToken)
    {
        var (name, version, shadow, texts, _) = comparison;
        try
        {
            await CompareAsync(comparison, stoppingToken);
        }
        catch (ForwardQueueFullException)
        {
            metrics.Compared(name, version, shadow, RolloutMetrics.Skipped, texts.Length);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, name, shadow);
            metrics.Compared(name, version, shadow, RolloutMetrics.Failed, texts.Length);
        }
    }

    private async Task CompareAsync(ShadowComparison comparison, CancellationToken cancellationToken)
    {
        var (name, version, shadow, texts, answers) = comparison;
        if (registry.Current.Package(name, shadow) is not { Model: ITextClassifier model } package || package.TryLease() is not { } lease)
        {
            metrics.Compared(name, version, shadow, RolloutMetrics.Skipped, texts.Length);
            return;
        }

        using (lease)
        {
            EncodedInput[] inputs = [.. texts.Select(text => InputEncoder.Encode(model, text, limits.Value, severalAspects: true))];
            var terms = new ForwardTerms(ForwardLane.Bulk, Partial: inputs.Length > 1);
            var form = new AnswerForm(Top: null, Evidence: false);
            var (results, _, _) = await Classifier.ClassifyAsync(model, inputs, form, terms, cancellationToken);
            for (int i = 0; i < results.Length; i++)
            {
                Count(comparison, answers[i], results[i]);
            }
        }
    }

    private void Count(ShadowComparison comparison, LabelScore answer, ClassifyResult result)
    {
        var (name, version, shadow) = (comparison.Model, comparison.Version, comparison.Shadow);
        if (result.Scores is not { } scores)
        {
            metrics.Compared(name, version, shadow, RolloutMetrics.Failed, 1);
            return;
        }

        metrics.Compared(name, version, shadow, result.Label == answer.Label ? RolloutMetrics.Agreed : RolloutMetrics.Differed, 1);
        if (scores.FirstOrDefault(score => score.Label == answer.Label) is { } same)
        {
            metrics.Difference(name, version, shadow, Math.Abs(same.Score - answer.Score));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1503, Level = LogLevel.Error, Message = "Shadow {Name} {Version} failed on texts that were answered.")]
        public static partial void Failed(ILogger logger, Exception exception, string name, string version);
    }
}
