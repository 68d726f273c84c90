namespace TextClassify.Storage.Querying.Versions;

/// <summary>
/// How a token spoke for a label by two versions, over the texts in which either read it; one that did not has no share there. Shares of
/// one text are added up.
/// </summary>
/// <param name="Token">The piece.</param>
/// <param name="Label">What both said.</param>
/// <param name="Support">The texts.</param>
/// <param name="AgainstSupport">Those in which the first read it.</param>
/// <param name="VersionSupport">Those in which the other did.</param>
/// <param name="Against">Sum and sum of squares of the first's shares.</param>
/// <param name="Version">Of the other's.</param>
/// <param name="Difference">Of the other's less the first's.</param>
public sealed record PairedToken(
    string Token,
    string Label,
    long Support,
    long AgainstSupport,
    long VersionSupport,
    PowerSums Against,
    PowerSums Version,
    PowerSums Difference);
