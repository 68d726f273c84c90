using System.Text.RegularExpressions;

namespace TextClassify.Training.Data;

/// <summary>What the types of a recipe can't say.</summary>
internal static partial class RecipeRules
{
    /// <summary>One sentence a fault; empty when the recipe is sound.</summary>
    public static IReadOnlyList<string> Faults(Recipe recipe)
    {
        var faults = new List<string>();
        var net = recipe.Net;
        var training = recipe.Training;

        Check(PackageName().IsMatch(recipe.Name), "name", recipe.Name, "1 to 64 of a-z, 0-9 and -, starting with a letter");
        Check(recipe.Train.Count > 0, "train", recipe.Train.Count, "at least one file");
        Check(recipe.DevShare is > 0 and <= 0.5, "devShare", recipe.DevShare, "above 0 and at most 0.5");
        Check(recipe.MaxTokens is >= 1 and <= 4_096, "maxTokens", recipe.MaxTokens, "1 to 4096");
        Check(recipe.MinCount >= 1, "minCount", recipe.MinCount, "at least 1");
        Check(recipe.MaxVocabulary is >= 16 and <= 1_000_000, "maxVocabulary", recipe.MaxVocabulary, "16 to 1000000");

        CheckWidth("net.embeddingWidth", net.EmbeddingWidth);
        CheckWidth("net.stateWidth", net.StateWidth);
        CheckWidth("net.tensorRank", net.TensorRank);
        CheckWidth("net.wordWidth", net.WordWidth);
        CheckWidth("net.windowChannels", net.WindowChannels);
        Check(net.Aspects is >= 1 and <= 64, "net.aspects", net.Aspects, "1 to 64");
        Check(
            net.Windows.Count > 0 && net.Windows.All(width => width is >= 1 and <= 31 && int.IsOddInteger(width))
                && net.Windows.Distinct().Count() == net.Windows.Count,
            "net.windows",
            $"[{string.Join(", ", net.Windows)}]",
            "different odd widths from 1 to 31");

        Check(training.Epochs is >= 1 and <= 10_000, "training.epochs", training.Epochs, "1 to 10000");
        Check(training.BatchSize is >= 1 and <= 65_536, "training.batchSize", training.BatchSize, "1 to 65536");
        Check(training.LearningRate is > 0 and <= 1, "training.learningRate", training.LearningRate, "above 0 and at most 1");
        Check(training.EmbeddingRate is >= 0 and <= 10, "training.embeddingRate", training.EmbeddingRate, "0 to 10");
        Check(training.WeightDecay is >= 0 and <= 1, "training.weightDecay", training.WeightDecay, "0 to 1");
        Check(training.ClipNorm > 0, "training.clipNorm", training.ClipNorm, "above 0");
        CheckShare("training.embeddingDropout", training.EmbeddingDropout);
        CheckShare("training.stateDropout", training.StateDropout);
        CheckShare("training.outputDropout", training.OutputDropout);
        CheckShare("training.wordDropout", training.WordDropout);
        CheckShare("training.labelSmoothing", training.LabelSmoothing);
        Check(training.FinerLabelWeight >= 0, "training.finerLabelWeight", training.FinerLabelWeight, "0 or more");
        Check(training.RedundancyPenalty >= 0, "training.redundancyPenalty", training.RedundancyPenalty, "0 or more");
        CheckShare("training.warmUp", training.WarmUp);
        CheckShare("training.weightAverage", training.WeightAverage);
        Check(training.Patience >= 1, "training.patience", training.Patience, "at least 1");
        Check(training.EvaluationsPerEpoch is >= 1 and <= 1_000, "training.evaluationsPerEpoch", training.EvaluationsPerEpoch, "1 to 1000");

        return faults;

        void CheckWidth(string property, int value) => Check(value is >= 1 and <= 4_096, property, value, "1 to 4096");

        void CheckShare(string property, double value) => Check(value is >= 0 and < 1, property, value, "0 or more and below 1");

        void Check(bool sound, string property, object value, string range)
        {
            if (!sound)
            {
                faults.Add(FormattableString.Invariant($"{property} is {value}; it must be {range}."));
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex PackageName();
}
