using TextClassify.Explain.Catalog;

namespace TextClassify.Inference.Serving;

/// <summary>Reads texts token by token, so that its states can be followed and its answers explained.</summary>
public interface ITextModel : ILoadedModel
{
    /// <summary>The methods it can be explained with.</summary>
    ExplainerCatalog Explainers { get; }

    /// <summary>What its graphs give, in the words of <see cref="Models.Capabilities"/>.</summary>
    IReadOnlyList<string> Capabilities { get; }

    /// <summary>Whether <see cref="Capabilities"/> has a word.</summary>
    bool Gives(string capability)
    {
        for (int i = 0; i < Capabilities.Count; i++)
        {
            if (Capabilities[i] == capability)
            {
                return true;
            }
        }

        return false;
    }
}
