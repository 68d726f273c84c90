using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

/// <summary>Predictions of the store as answers show them.</summary>
internal static class PredictionEntries
{
    /// <param name="found">What was found.</param>
    /// <param name="shares">Of their tokens.</param>
    /// <param name="ask">Knows the models' labels.</param>
    public static PredictionEntry[] Of(IReadOnlyList<FoundPrediction> found, IReadOnlyList<FoundShare> shares, Inquiry ask)
    {
        var byRow = shares.ToLookup(share => share.Row);
        return [.. found.Select(prediction => Of(prediction, ask.Labels[(prediction.Model, prediction.Version)], byRow[prediction.Row]))];
    }

    private static PredictionEntry Of(FoundPrediction found, string[] labels, IEnumerable<FoundShare> shares)
    {
        LabelScore[] scores =
            [.. labels.Zip(found.Scores, (label, score) => new LabelScore(label, score)).OrderByDescending(one => one.Score)];
        RecordedShare[] evidence = [.. shares.Select(share => new RecordedShare(share.Token, share.Share))];
        return new PredictionEntry
        {
            PredictionId = found.Id,
            Item = found.Item,
            At = TimeValue.Of(found.At),
            Model = found.Model,
            Version = found.Version,
            Cohort = found.Cohort,
            Label = found.Label,
            Score = scores[0].Score,
            Scores = scores,
            Margin = found.Margin,
            Entropy = found.Entropy,
            TokenCount = found.Tokens,
            Truncated = found.Tokens > found.Read,
            UnknownShare = Math.Round(found.Unknown / (double)Math.Max(1, found.Read), 4),
            GivenLabel = found.Labelled,
            Evidence = evidence.Length > 0 ? evidence : null,
            Text = found.Text,
        };
    }
}
