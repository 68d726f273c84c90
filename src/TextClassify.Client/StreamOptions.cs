namespace TextClassify.Client;

/// <summary>How a stream of texts is cut and sent.</summary>
public sealed record StreamOptions
{
    /// <summary>A model's name, or name/version; the service's default without it.</summary>
    public string? Model { get; init; }

    /// <summary>How many labels to return, best first; all without it.</summary>
    public int? Top { get; init; }

    /// <summary>Asks for each token's exact share of the best label's logit.</summary>
    public bool? Evidence { get; init; }

    /// <summary>Asks for each sentence's share too, beside evidence.</summary>
    public bool? Sentences { get; init; }

    /// <summary>Whether texts longer than the model's limit are read whole, in parts, in place of being cut.</summary>
    public bool? WholeText { get; init; }

    /// <summary>SMILES: the mean over so many random writings of each text, 1 to 32; null reads each as it is sent.</summary>
    public int? Writings { get; init; }

    /// <summary>Most texts of one request; at least 1, at most the service's <c>Limits:MaxInputs</c>.</summary>
    /// <value>64</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Most UTF-16 code units of one request; a longer text goes alone.</summary>
    /// <value>500,000</value>
    public int BatchCharacters { get; init; } = 500_000;

    /// <summary>Most requests that are sent or whose results have not been read. Above it no more texts are taken from the
    /// source.</summary>
    /// <value>4</value>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long a batch that is not full waits for the source's next text.</summary>
    /// <value>20 ms</value>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMilliseconds(20);
}

/// <summary>How far a stream is.</summary>
/// <param name="Taken">Texts taken from the source.</param>
/// <param name="Answered">Texts answered, failed ones included.</param>
/// <param name="Failed">Texts answered with an error of their own.</param>
/// <param name="Elapsed">Since the first text was asked for.</param>
public readonly record struct StreamProgress(long Taken, long Answered, long Failed, TimeSpan Elapsed);
