namespace TextClassify.Communication;

/// <summary>Reads cases of several sources, each source once, and says what they answer together. Safe for concurrent use.</summary>
public interface ICasePass
{
    ForwardShape Shape { get; }

    /// <summary>b, [C]: what every logit holds before any token speaks.</summary>
    ReadOnlyMemory<float> Bias { get; }

    /// <summary>Exchanges that the model was trained with; none has more.</summary>
    int Rounds { get; }

    /// <summary>Payload of a message.</summary>
    int MessageBytes { get; }

    /// <summary>
    /// Answers in the order of the cases. A case's numbers depend neither on the order of its sources nor on the cases beside it (1e-5).
    /// </summary>
    /// <param name="cases">Each with at least one source, and every source with a token.</param>
    /// <param name="tokens">Whether each token's share in the first variant is told.</param>
    /// <param name="terms">How the call waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    /// <exception cref="ForwardDeadlineException">The call waited longer than its lane or its deadline allows.</exception>
    Task<CaseAnswers> RunAsync(IReadOnlyList<CaseRow> cases, bool tokens, ForwardTerms terms, CancellationToken cancellationToken);
}

/// <summary>What is read of a case, and what is asked about it.</summary>
/// <param name="Sources">At most 16.</param>
/// <param name="Variants">At least one; all are of one reading of the sources.</param>
public sealed record CaseRow(IReadOnlyList<SourceRow> Sources, IReadOnlyList<CaseVariant> Variants)
{
    /// <summary>Whether the states of the first variant's nodes are told.</summary>
    public bool TellsStates { get; init; }
}

/// <param name="Role">Which source it is, by its place in the manifest.</param>
/// <param name="Ids">At least one.</param>
public readonly record struct SourceRow(int Role, ReadOnlyMemory<int> Ids);

/// <summary>Answers in the order of the cases, and where the time went.</summary>
public sealed record CaseAnswers(CaseReading[] Readings, TimeSpan Queue, TimeSpan Compute);

/// <summary>What was said of one case.</summary>
/// <param name="Answers">One a variant; none where <paramref name="Fault"/> says why.</param>
/// <param name="Tokens">
/// Of each source of the first variant its tokens' shares, [T,C]; empty where they were not asked for, and for one that takes no part.
/// </param>
/// <param name="Fault">Why there are no numbers.</param>
public sealed record CaseReading(CaseAnswer[] Answers, float[][] Tokens, Exception? Fault = null)
{
    /// <summary>
    /// Of each source of the first variant its node's states, [rounds of the model + 1, m]: when it has read, and behind each round; a
    /// source that takes no part hears nobody. Empty where they were not asked for.
    /// </summary>
    public float[][] States { get; init; } = [];
}

/// <summary>The answer to one variant.</summary>
/// <param name="Logits">[C], before temperature: the bias and the sources' shares.</param>
/// <param name="Shares">[N,C]; 0 for a source that takes no part.</param>
/// <param name="Own">[N,C], what each node says on its own with what it heard, before temperature.</param>
public sealed record CaseAnswer(float[] Logits, float[] Shares, float[] Own);
