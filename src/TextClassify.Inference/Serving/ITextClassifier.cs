using TextClassify.Doubt;
using TextClassify.HiddenStates.Maps;

namespace TextClassify.Inference.Serving;

/// <summary>Labels texts, token by token where it gives the states and shares of tokens.</summary>
public interface ITextClassifier : ITextModel
{
    /// <summary>Divides the logits before softmax; above 0.</summary>
    double Temperature { get; }

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
