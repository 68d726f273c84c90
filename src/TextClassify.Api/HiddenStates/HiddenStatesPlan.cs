using TextClassify.HiddenStates.Maps;
using TextClassify.Models;

namespace TextClassify.Api.HiddenStates;

/// <summary>What a hidden-states request asks for, checked against the words of the API and the model's capabilities.</summary>
internal sealed record HiddenStatesPlan
{
    private const int DefaultNeighbours = 5;

    public bool Forward { get; private init; }

    public bool Backward { get; private init; }

    public bool Word { get; private init; }

    public bool Distance { get; private init; }

    public bool Vectors { get; private init; }

    public bool Entropy { get; private init; }

    public bool Confidence { get; private init; }

    public bool WordWeights { get; private init; }

    public bool Zones { get; private init; }

    public bool ZoneNorms { get; private init; }

    public bool Local { get; private init; }

    public bool Cumulative { get; private init; }

    public bool Prefix { get; private init; }

    public string Encoding { get; private init; } = StateWords.DefaultEncoding;

    public bool Positions { get; private init; }

    /// <summary>Neighbours a state; 0 where none were asked for.</summary>
    public int Neighbours { get; private init; }

    /// <summary>What the forward pass has to give.</summary>
    public ForwardOutputs Outputs
    {
        get
        {
            bool states = Distance || Vectors || NeedsMap;
            return (states && Forward ? ForwardOutputs.ForwardStates : 0)
                | (states && Backward ? ForwardOutputs.BackwardStates : 0)
                | (states && Word ? ForwardOutputs.WordStates : 0)
                | (Cumulative || Entropy || Confidence ? ForwardOutputs.Evidence : 0)
                | (Local ? ForwardOutputs.LocalLogits : 0)
                | (WordWeights ? ForwardOutputs.WordWeights : 0)
                | (Zones || ZoneNorms ? ForwardOutputs.Zones : 0);
        }
    }

    /// <summary>Whether a reference map has to be looked into.</summary>
    public bool NeedsMap => Positions || Neighbours > 0;

    /// <summary>States of one token that a map has to be searched for.</summary>
    public int SearchesPerToken(ITextClassifier model) => NeedsMap
        ? (Forward && model.Maps.Of(StateKind.Forward) is not null ? 1 : 0)
            + (Backward && model.Maps.Of(StateKind.Backward) is not null ? 1 : 0)
            + (Word && model.Maps.Of(StateKind.Word) is not null ? 1 : 0)
        : 0;

    /// <summary>
    /// Tokens the model runs for one input: once all of them, and every beginning where the reading of beginnings is asked for.
    /// </summary>
    public long WorkOf(EncodedInput input) => input.Read + (Prefix ? input.Read * (input.Read + 1L) / 2 : 0);

    /// <summary>Numbers of the vectors of one token.</summary>
    public int NumbersPerToken(ITextClassifier model)
    {
        var shape = model.Forward.Shape;
        int directions = (Forward ? 1 : 0) + (Backward ? 1 : 0);
        int zones = model is IZoned { Zones: var of } ? (Zones ? of.Count * of.Width : 0) + (ZoneNorms ? of.Count : 0) : 0;
        return (Vectors ? (directions * shape.StateWidth) + (Word ? shape.WordWidth : 0) : 0) + (directions * zones);
    }

    public static Outcome<HiddenStatesPlan> Of(HiddenStatesRequest request, ITextClassifier model)
    {
        var plan = new HiddenStatesPlan();
        Problem? problem = null;
        bool ofAspects = model is IAspectClassifier, oneState = HasOneState(model);
        IReadOnlyList<string> states = request.States
            ?? (ofAspects ? ["forward", "backward"] : oneState ? ["word"] : ["forward", "backward", "word"]);
        foreach (var (state, i) in states.Select((state, i) => (state, i)))
        {
            plan = state switch
            {
                "forward" or "backward" when oneState => Refuse(OfOneState(model, $"states[{i}]", $"{state} states")),
                "forward" => plan with { Forward = true },
                "backward" => plan with { Backward = true },
                "word" when ofAspects => Refuse(NotOfAspects(model, $"states[{i}]", "word states")),
                "word" => plan with { Word = true },
                CaseStatesPlan.Rounds => Refuse(OfSources(model, $"states[{i}]", "rounds")),
                _ => Refuse(StateWords.UnknownState($"states[{i}]", state)),
            };
        }

        bool expectedPrediction = request.ExpectedPrediction is not null;
        IReadOnlyList<string> include = request.Include
            ?? (oneState ? ["distance"] : ["expectedPrediction", "distance", "entropy", "confidence"]);
        foreach (var (part, i) in include.Select((part, i) => (part, i)))
        {
            expectedPrediction |= part == "expectedPrediction";
            plan = part switch
            {
                "expectedPrediction" => plan,
                "distance" => plan with { Distance = true },
                "entropy" => plan with { Entropy = true },
                "confidence" => plan with { Confidence = true },
                "vectors" => plan with { Vectors = true },
                "wordWeights" => plan with { WordWeights = true },
                "positions" or "neighbours" when model.Maps.Maps.IsEmpty => Refuse(WithoutMap(model, $"include[{i}]", part)),
                "positions" => plan with { Positions = true },
                "neighbours" => plan with { Neighbours = request.Neighbours ?? DefaultNeighbours },
                "zones" when model is IZoned => plan with { Zones = true },
                "zoneNorms" when model is IZoned => plan with { ZoneNorms = true },
                "zones" or "zoneNorms" => Refuse(OfLanguageModels(model, $"include[{i}]", part)),
                _ => Refuse(StateWords.UnknownInclude($"include[{i}]", part)),
            };
        }

        IReadOnlyList<string> readings = expectedPrediction
            ? request.ExpectedPrediction ?? (oneState ? ["prefix"] : ["local", "cumulative"])
            : [];
        foreach (var (reading, i) in readings.Select((reading, i) => (reading, i)))
        {
            plan = reading switch
            {
                "local" when oneState => Refuse(
                    OfOneState(model, $"expectedPrediction[{i}]", "local, as its logits are no sum over tokens")),
                "local" => plan with { Local = true },
                "cumulative" => plan with { Cumulative = true },
                "prefix" when ofAspects => Refuse(
                    NotOfAspects(model, $"expectedPrediction[{i}]", "prefix: a beginning of the text need not hold the aspect")),
                "prefix" => plan with { Prefix = true },
                _ => Refuse(StateWords.UnknownReading($"expectedPrediction[{i}]", reading)),
            };
        }

        problem ??= request.Communication is null ? null : OfSources(model, "communication", "communication without the states rounds");
        plan = plan with { Encoding = request.Encoding ?? plan.Encoding };
        problem ??= StateWords.EncodingProblem(plan.Encoding) ?? Missing(plan, model);
        return new Outcome<HiddenStatesPlan>(plan, problem);

        HiddenStatesPlan Refuse(Problem fault)
        {
            problem ??= fault;
            return plan;
        }
    }

    /// <summary>
    /// Whether its tokens have states of one kind, as a transformer's have: the text's words, read from both sides at once.
    /// </summary>
    private static bool HasOneState(ITextClassifier model) =>
        model.Gives(Capabilities.HiddenStates) && model.Forward.Shape is { StateWidth: 0, WordWidth: > 0 };

    private static Problem OfOneState(ITextClassifier model, string where, string what) =>
        new(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} has word states alone and does not give {what}.") { Where = where };

    private static Problem OfSources(ITextClassifier model, string where, string what) =>
        new(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} does not give {what}; models of several sources have rounds.")
        {
            Where = where,
        };

    private static Problem OfLanguageModels(ITextClassifier model, string where, string part) =>
        new(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} does not give {part}; language models and models of aspects do.")
        {
            Where = where,
        };

    private static Problem NotOfAspects(ITextClassifier model, string where, string what) =>
        new(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} labels aspects and does not give {what}.") { Where = where };

    private static Problem WithoutMap(ITextClassifier model, string where, string part) =>
        new(ProblemTypes.ReferenceMapMissing, $"{part} needs a reference map, and the package of {model.Manifest.Name} has none.")
        {
            Where = where,
        };

    private const ForwardOutputs OfStates =
        ForwardOutputs.ForwardStates | ForwardOutputs.BackwardStates | ForwardOutputs.WordStates | ForwardOutputs.LocalLogits;

    private static Problem? Missing(HiddenStatesPlan plan, ITextClassifier model)
    {
        var outputs = plan.Outputs;
        string? capability =
            Lacks(model, Capabilities.HiddenStates)
                && (outputs & OfStates) != 0
                ? Capabilities.HiddenStates
            : Lacks(model, Capabilities.Evidence) && outputs.HasFlag(ForwardOutputs.Evidence) ? Capabilities.Evidence
            : Lacks(model, Capabilities.WordWeights) && outputs.HasFlag(ForwardOutputs.WordWeights) ? Capabilities.WordWeights
            : null;
        return capability is null
            ? null
            : new Problem(
                ProblemTypes.NotInModel, $"The model {model.Manifest.Name} does not give {capability}; /models says what it does.")
            {
                Where = "include",
            };
    }

    private static bool Lacks(ITextClassifier model, string capability) => !model.Gives(capability);
}
