using TextClassify.Inference.Nodes;

namespace TextClassify.Api.Classify;

/// <summary>What is asked of cases beside their labels.</summary>
/// <param name="Rounds">Exchanges of messages.</param>
/// <param name="Silence">Sources that take no part.</param>
/// <param name="None">What is answered without messages.</param>
/// <param name="Each">What is answered without each source.</param>
/// <param name="Edges">What each source's messages to each other do.</param>
internal sealed record CaseQuestion(int Rounds, IReadOnlyList<string> Silence, bool None, bool Each, bool Edges)
{
    /// <summary>Variants of an answer in one reading of the texts: a reading of 16 of them costs about one more.</summary>
    private const int VariantsPerReading = 16;

    private static readonly string[] Words = ["none", "each", "edges"];

    /// <summary>Who answers for the sources elsewhere; null where this process does.</summary>
    public NodeCases? Nodes { get; init; }

    /// <summary>Of a request that asks for nothing more; null where the model has single texts.</summary>
    public static CaseQuestion? Plain(ITextClassifier model) =>
        model is ICaseClassifier cases ? new CaseQuestion(cases.Cases.Rounds, [], false, false, false) : null;

    /// <summary>What a request asks of the model's cases.</summary>
    public static Problem? Read(
        ITextClassifier model,
        CommunicationRequest? communication,
        IReadOnlyList<string>? ablations,
        NodeCases? nodes,
        out CaseQuestion? question)
    {
        question = Plain(model) is { } plain ? plain with { Nodes = nodes } : null;
        if (communication is null && ablations is null)
        {
            return null;
        }

        if (model is not ICaseClassifier cases)
        {
            return new Problem(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} reads single texts, and no sources talk.")
            {
                Where = communication is null ? "ablations" : "communication",
            };
        }

        if (communication?.Rounds > cases.Cases.Rounds)
        {
            return new Problem(
                ProblemTypes.OutOfRange, $"rounds is {communication.Rounds}; {model.Manifest.Name} has {cases.Cases.Rounds} at the most.")
            {
                Where = "communication.rounds",
                Limit = cases.Cases.Rounds,
            };
        }

        if (communication?.Silence?.FirstOrDefault(name => CaseEncoder.RoleOf(cases, name) < 0) is { } unknown)
        {
            return new Problem(ProblemTypes.UnknownSource, CaseEncoder.Unknown(cases, unknown)) { Where = "communication.silence" };
        }

        if (ablations?.FirstOrDefault(word => !Words.Contains(word)) is { } other)
        {
            return new Problem(ProblemTypes.OutOfRange, $"{Quoted.Name(other)} is not known; there are {string.Join(", ", Words)}.")
            {
                Where = "ablations",
            };
        }

        question = new CaseQuestion(
            communication?.Rounds ?? cases.Cases.Rounds,
            communication?.Silence ?? [],
            ablations?.Contains(Words[0]) ?? false,
            ablations?.Contains(Words[1]) ?? false,
            ablations?.Contains(Words[2]) ?? false)
        {
            Nodes = nodes,
        };
        return null;
    }

    /// <summary>Why no source of an input is left to answer; null where one is, and for a plain text.</summary>
    public Problem? Lost(EncodedInput input) => input.Case is { } one ? Lost(one.Sources) : null;

    /// <summary>The same of sources.</summary>
    public Problem? Lost(IReadOnlyList<ReadSource> sources) => sources.Any(IsHeard)
        ? null
        : new Problem(ProblemTypes.AllSourcesLost, "Every source with a word is silenced.") { Where = "communication.silence" };

    /// <summary>Whether a source takes part.</summary>
    public bool IsHeard(ReadSource source) => source.CanBeRead && !Silence.Contains(source.Name);

    /// <summary>What became of a source, as answers say it.</summary>
    public string StatusOf(ReadSource source) => source.Text.Length == 0 ? "lost"
        : !IsHeard(source) ? "silenced"
        : source.Text.Truncated ? "truncated"
        : "ok";

    /// <summary>What the model runs for the inputs, in tokens.</summary>
    public long WorkOf(ReadOnlySpan<EncodedInput> inputs)
    {
        long work = 0;
        foreach (ref readonly var input in inputs)
        {
            long sources = input.Case?.Sources.Count ?? 0;
            long variants = (Each ? sources : 0) + (Edges ? sources * (sources - 1) : 0);
            work += input.Read + (input.Read * variants / VariantsPerReading);
        }

        return work;
    }
}
