using TextClassify.Api.Classify;

namespace TextClassify.Api.HiddenStates;

/// <summary>What a hidden-states request asks of a model of several sources: the states of its nodes, by source and round.</summary>
internal sealed record CaseStatesPlan
{
    public const string Rounds = "rounds";

    public required CaseQuestion Question { get; init; }

    public required string Encoding { get; init; }

    public bool Distance { get; private init; }

    public bool Vectors { get; private init; }

    /// <summary>
    /// Whether rounds are asked for: by name, or by a request that asks for nothing which only tokens have.
    /// </summary>
    public static bool IsAskedBy(HiddenStatesRequest request) => request.States?.Contains(Rounds)
        ?? (request.ExpectedPrediction is null && (request.Include?.All(static part => part is "distance" or "vectors") ?? true));

    /// <summary>Numbers of the vectors of a case.</summary>
    public long NumbersOf(ICaseClassifier model, EncodedInput input) => Vectors
        ? (input.Case?.Sources.Count ?? 1) * (model.Cases.Rounds + 1L) * model.Cases.Shape.StateWidth
        : 0;

    public static Outcome<CaseStatesPlan> Of(HiddenStatesRequest request, ICaseClassifier model)
    {
        var problem = CaseQuestion.Read(model, request.Communication, ablations: null, nodes: null, out var question);
        var plan = new CaseStatesPlan { Question = question!, Encoding = request.Encoding ?? StateWords.DefaultEncoding };
        foreach (var (state, i) in (request.States ?? [Rounds]).Select((state, i) => (state, i)))
        {
            problem ??= state == Rounds ? null
                : StateWords.IsState(state) ? Lacks(model, $"{state} states", $"states[{i}]")
                : StateWords.UnknownState($"states[{i}]", state);
        }

        foreach (var (part, i) in (request.Include ?? ["distance"]).Select((part, i) => (part, i)))
        {
            problem ??= part is "distance" or "vectors" ? null
                : StateWords.IsInclude(part) ? Lacks(model, part, $"include[{i}]")
                : StateWords.UnknownInclude($"include[{i}]", part);
            plan = plan with { Distance = plan.Distance || part == "distance", Vectors = plan.Vectors || part == "vectors" };
        }

        problem ??= request.ExpectedPrediction is null ? null : Lacks(model, "expectedPrediction", "expectedPrediction");
        problem ??= StateWords.EncodingProblem(plan.Encoding);
        return new Outcome<CaseStatesPlan>(plan, problem);
    }

    private static Problem Lacks(ICaseClassifier model, string what, string where) =>
        new(
            ProblemTypes.NotInModel,
            $"With the states rounds, {model.Manifest.Name} does not give {what}; it gives distance and vectors of them.")
        {
            Where = where,
        };
}
