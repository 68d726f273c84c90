using TextClassify.Doubt;

namespace TextClassify.Models.Classifier;

/// <summary>What must hold inside <see cref="ReferenceProfile"/>.</summary>
internal static class ProfileRules
{
    private const int Deciles = 11;

    // Shares are written as rounded decimals.
    private const double SumTolerance = 1e-3;

    /// <param name="profile">Null passes: the file is optional.</param>
    /// <param name="labels">Of the manifest.</param>
    public static PackageRefusal? Check(ReferenceProfile? profile, int labels)
    {
        if (profile is null)
        {
            return null;
        }

        string? reason = profile.SchemaVersion != ReferenceProfile.CurrentSchema
                ? $"has schema version {profile.SchemaVersion}; this build reads {ReferenceProfile.CurrentSchema}."
            : profile.Texts < 1 ? $"counts {profile.Texts} texts; it must count at least 1."
            : profile.LabelShares.Count != labels
                ? $"has {profile.LabelShares.Count} label shares where {ModelManifest.FileName} has {labels} labels."
            : profile.ConfidenceShares.Count != ReferenceProfile.ConfidenceBins
                ? $"has {profile.ConfidenceShares.Count} confidence shares; it must have {ReferenceProfile.ConfidenceBins}."
            : profile.TokenCountDeciles.Count != Deciles
                ? $"has {profile.TokenCountDeciles.Count} token-count deciles; it must have {Deciles}."
            : !(profile.UnknownTokenShare is >= 0 and <= 1)
                ? $"has an unknown-token share of {profile.UnknownTokenShare}; a share lies between 0 and 1."
            : CheckShares("label", profile.LabelShares) ?? CheckShares("confidence", profile.ConfidenceShares)
                ?? CheckScores(profile.Scores);
        return reason is null ? null : new PackageRefusal(ReferenceProfile.FileName, reason);
    }

    private static string? CheckScores(DevelopmentScores? scores) => scores switch
    {
        null => null,
        _ when scores.Own.Count == 0 || scores.Right.Count + scores.Wrong.Count != scores.Own.Count =>
            $"has {scores.Right.Count} right and {scores.Wrong.Count} wrong scores of {scores.Own.Count} texts; they must be as many.",
        _ when !AreShares(scores.Right) || !AreShares(scores.Wrong) || !AreShares(scores.Own) || !AreShares([scores.UnknownWordShare]) =>
            "has a score that is no share; each lies between 0 and 1.",
        _ => null,
    };

    private static bool AreShares(IReadOnlyList<double> values)
    {
        foreach (double value in values)
        {
            if (!(value is >= 0 and <= 1))
            {
                return false;
            }
        }

        return true;
    }

    private static string? CheckShares(string name, IReadOnlyList<double> shares)
    {
        double sum = 0;
        foreach (double share in shares)
        {
            if (!(share is >= 0 and <= 1))
            {
                return $"has a {name} share of {share}; a share lies between 0 and 1.";
            }

            sum += share;
        }

        return Math.Abs(sum - 1) <= SumTolerance ? null : $"has {name} shares that add up to {sum}; they must add up to 1.";
    }
}
