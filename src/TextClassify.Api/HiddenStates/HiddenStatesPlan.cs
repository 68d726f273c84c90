using TextClassify.Api.Inputs;
using TextClassify.Api.Problems;
using TextClassify.Forward;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Registry;
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
    public int SearchesPerToken(LoadedModel model) => NeedsMap
        ? (Forward && model.Maps.Of(StateKind.Forward) is not null ? 1 : 0)
            + (Backward && model.Maps.Of(StateKind.Backward) is not null ? 1 : 0)
            + (Word && model.Maps.Of(StateKind.Word) is not null ? 1 : 0)
        : 0;

    /// <summary>Tokens the model runs for one input: once all of them, and every beginning where the reading of beginnings is asked for.</summary>
    public long WorkOf(EncodedInput input) => input.Read + (Prefix ? input.Read * (input.Read + 1L) / 2 : 0);

    /// <summary>Numbers of the vectors of one token.</summary>
    public int NumbersPerToken(LoadedModel model)
    {
        var shape = model.Forward.Shape;
        int directions = (Forward ? 1 : 0) + (Backward ? 1 : 0);
        int zones = model.Manifest is AspectManifest { Zones: var of } ? (Zones ? of.Count * of.Width : 0) + (ZoneNorms ? of.Count : 0) : 0;
        return (Vectors ? (directions * shape.StateWidth) + (Word ? shape.WordWidth : 0) : 0) + (directions * zones);
    }

    public static (HiddenStatesPlan? Plan, Problem? Problem) Of(HiddenStatesRequest request, LoadedModel model)
    {
        var plan = new HiddenStatesPlan();
        Problem? problem = null;
        bool ofAspects = model.Aspects is not null;
        foreach (var (state, i) in (request.States ?? (ofAspects ? ["forward", "backward"] : ["forward", "backward", "word"])).Select((state, i) => (state, i)))
        {
            plan = state switch
            {
                "forward" => plan with { Forward = true },
                "backward" => plan with { Backward = true },
                "word" when ofAspects => Refuse(NotOfAspects(model, $"states[{i}]", "word states")),
                "word" => plan with { Word = true },
                _ => Refuse(StateWords.UnknownState($"states[{i}]", state)),
            };
        }

        bool expectedPrediction = request.ExpectedPrediction is not null;
        foreach (var (part, i) in (request.Include ?? ["expectedPrediction", "distance", "entropy", "confidence"]).Select((part, i) => (part, i)))
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
                "zones" when ofAspects => plan with { Zones = true },
                "zoneNorms" when ofAspects => plan with { ZoneNorms = true },
                "zones" or "zoneNorms" => Refuse(OfLanguageModels(model, $"include[{i}]", part)),
                _ => Refuse(StateWords.UnknownInclude($"include[{i}]", part)),
            };
        }

        IReadOnlyList<string> readings = expectedPrediction ? request.ExpectedPrediction ?? ["local", "cumulative"] : [];
        foreach (var (reading, i) in readings.Select((reading, i) => (reading, i)))
        {
            plan = reading switch
            {
                "local" => plan with { Local = true },
                "cumulative" => plan with { Cumulative = true },
                "prefix" when ofAspects => Refuse(NotOfAspects(model, $"expectedPrediction[{i}]", "prefix: a beginning of the text need not hold the aspect")),
                "prefix" => plan with { Prefix = true },
                _ => Refuse(StateWords.UnknownReading($"expectedPrediction[{i}]", reading)),
            };
        }

        plan = plan with { Encoding = request.Encoding ?? plan.Encoding };
        problem ??= StateWords.EncodingProblem(plan.Encoding) ?? Missing(plan, model);
        return problem is null ? (plan, null) : (null, problem);

        HiddenStatesPlan Refuse(Problem fault)
        {
            problem ??= fault;
            return plan;
        }
    }

    private static Problem OfLanguageModels(LoadedModel model, string where, string part) =>
        new(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} does not give {part}; language models and models of aspects do.") { Where = where };

    private static Problem NotOfAspects(LoadedModel model, string where, string what) =>
        new(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} labels aspects and does not give {what}.") { Where = where };

    private static Problem WithoutMap(LoadedModel model, string where, string part) =>
        new(ProblemTypes.ReferenceMapMissing, $"{part} needs a reference map, and the package of {model.Manifest.Name} has none.") { Where = where };

    private static Problem? Missing(HiddenStatesPlan plan, LoadedModel model)
    {
        var outputs = plan.Outputs;
        string? capability =
            Lacks(model, Capabilities.HiddenStates)
                && (outputs & (ForwardOutputs.ForwardStates | ForwardOutputs.BackwardStates | ForwardOutputs.WordStates | ForwardOutputs.LocalLogits)) != 0
                ? Capabilities.HiddenStates
            : Lacks(model, Capabilities.Evidence) && outputs.HasFlag(ForwardOutputs.Evidence) ? Capabilities.Evidence
            : Lacks(model, Capabilities.WordWeights) && outputs.HasFlag(ForwardOutputs.WordWeights) ? Capabilities.WordWeights
            : null;
        return capability is null
            ? null
            : new Problem(ProblemTypes.NotInModel, $"The model {model.Manifest.Name} does not give {capability}; /models says what it does.") { Where = "include" };
    }

    private static bool Lacks(LoadedModel model, string capability) => !model.Manifest.Capabilities.Contains(capability);
}
