using TextClassify.Explain.Catalog;
using TextClassify.Models;

namespace TextClassify.UnitTests.Explain.Catalog;

public sealed class ExplainerCatalogTests
{
    [Fact]
    public void Default_ListsTheMethodsByName()
    {
        Assert.Equal(
            [
                .. (string[])[
                    "evidence", "word_weights", "occlusion", "leave_one_out", "shapley_sampling", "partition_shap", "lime", "anchors",
                ],
                .. (string[])[
                    "gradient_x_input",
                    "smoothgrad",
                    "integrated_gradients",
                    "expected_gradients",
                    "connectivity",
                    "contextual",
                    "counterfactual",
                ],
            ],
            ExplainerCatalog.Default.All.Select(explainer => explainer.Info.Name));
        Assert.All(ExplainerCatalog.Default.All, explainer => Assert.Same(explainer, ExplainerCatalog.Default.Find(explainer.Info.Name)));
        Assert.Null(ExplainerCatalog.Default.Find("Evidence"));
    }

    [Fact]
    public void For_Capabilities_LeavesOutWhatTheModelCannotGive()
    {
        string[] forward = ["occlusion", "leave_one_out", "shapley_sampling", "partition_shap", "lime", "anchors"];

        Assert.Equal(forward, ExplainerCatalog.Default.For([]).All.Select(explainer => explainer.Info.Name));
        Assert.Equal(
            ["word_weights", .. forward],
            ExplainerCatalog.Default.For([Capabilities.WordWeights]).All.Select(explainer => explainer.Info.Name));
    }

    [Fact]
    public void For_TokensAreNoWords_LeavesOutWhatWritesAnotherText()
    {
        string[] forward = ["occlusion", "leave_one_out", "shapley_sampling", "partition_shap", "lime", "anchors"];
        string[] gradients = ["gradient_x_input", "smoothgrad", "integrated_gradients", "expected_gradients", "connectivity"];

        Assert.Equal(forward, ExplainerCatalog.Default.For([], ofWords: false).All.Select(explainer => explainer.Info.Name));
        Assert.Equal(
            [.. forward, .. gradients],
            ExplainerCatalog.Default.For([Capabilities.Gradients], ofWords: false).All.Select(explainer => explainer.Info.Name));
    }
}
