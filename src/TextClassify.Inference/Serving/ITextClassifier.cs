using TextClassify.Doubt;
using TextClassify.HiddenStates.Maps;
using TextClassify.Numerics;

namespace TextClassify.Inference.Serving;

/// <summary>Labels texts, token by token where it gives the states and shares of tokens.</summary>
public interface ITextClassifier : ITextModel
{
    /// <summary>Divides the logits before they become scores; above 0.</summary>
    double Temperature { get; }

    /// <summary>
    /// Where a text may have several labels, the score from which on it has each, in their order; null where one label excludes the others.
    /// </summary>
    IReadOnlyList<double>? Thresholds => null;

    /// <summary>How logits become scores.</summary>
    ScoreScale Scale => new(Temperature, Thresholds is not null);

    ITextEncoder Encoder { get; }

    /// <summary>Its classes are <see cref="ILoadedModel.Labels"/>, in their order.</summary>
    IForwardPass Forward { get; }

    /// <summary>How development texts looked to it; null where its package does not say.</summary>
    ReferenceProfile? Profile => null;

    /// <summary>What its development texts promise about its answers; null where its package does not say.</summary>
    AnswerPromise? Promise => null;

    /// <summary>The reference corpus of its package and the maps of its states.</summary>
    ReferenceMaps Maps => ReferenceMaps.None;
}
