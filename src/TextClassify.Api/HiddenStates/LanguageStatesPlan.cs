namespace TextClassify.Api.HiddenStates;

/// <summary>
/// What a hidden-states request asks of a language model. It has forward states and zones; what hangs on labels it has not.
/// </summary>
internal sealed record LanguageStatesPlan
{
    public bool Distance { get; private init; }

    public bool Vectors { get; private init; }

    public bool Zones { get; private init; }

    public bool ZoneNorms { get; private init; }

    public required string Encoding { get; init; }

    /// <summary>Numbers of the vectors and norms of one character.</summary>
    public int NumbersPerCharacter(LanguageShape shape) =>
        (Vectors ? shape.StateWidth : 0) + (Zones ? shape.Zones * shape.ZoneWidth : 0) + (ZoneNorms ? shape.Zones : 0);

    public static Outcome<LanguageStatesPlan> Of(HiddenStatesRequest request, ICharacterModel model)
    {
        var plan = new LanguageStatesPlan { Encoding = request.Encoding ?? StateWords.DefaultEncoding };
        Problem? problem = null;
        foreach (var (state, i) in (request.States ?? ["forward"]).Select((state, i) => (state, i)))
        {
            problem ??= state switch
            {
                "forward" => null,
                "backward" or "word" or "rounds" => Lacks(model, $"{state} states", $"states[{i}]"),
                _ => StateWords.UnknownState($"states[{i}]", state),
            };
        }

        foreach (var (part, i) in (request.Include ?? ["distance", "zoneNorms"]).Select((part, i) => (part, i)))
        {
            plan = part switch
            {
                "distance" => plan with { Distance = true },
                "vectors" => plan with { Vectors = true },
                "zones" => plan with { Zones = true },
                "zoneNorms" => plan with { ZoneNorms = true },
                _ => Refuse(Unavailable(model, part, $"include[{i}]")),
            };
        }

        problem ??= request.ExpectedPrediction is null ? null : Lacks(model, "expectedPrediction", "expectedPrediction");
        problem ??= request.Communication is null ? null : Lacks(model, "communication", "communication");
        problem ??= StateWords.EncodingProblem(plan.Encoding);
        return new Outcome<LanguageStatesPlan>(plan, problem);

        LanguageStatesPlan Refuse(Problem fault)
        {
            problem ??= fault;
            return plan;
        }
    }

    private static Problem Unavailable(ICharacterModel model, string part, string where) =>
        StateWords.IsInclude(part) ? Lacks(model, part, where) : StateWords.UnknownInclude(where, part);

    private static Problem Lacks(ICharacterModel model, string what, string where) =>
        new(
            ProblemTypes.NotInModel,
            $"The language model {model.Manifest.Name} does not give {what}; it gives distance, vectors, zones and zoneNorms of forward "
                + "states.")
        {
            Where = where,
        };
}
