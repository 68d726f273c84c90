using TextClassify.Explain;
using TextClassify.Models;

namespace TextClassify.UnitTests.Explain;

public sealed class ExplainerCatalogTests
{
    [Fact]
    public void Default_ListsTheMethodsByName()
    {
        Assert.Equal(
            ["evidence", "word_weights", "occlusion", "gradient_x_input", "integrated_gradients", "counterfactual"],
            ExplainerCatalog.Default.All.Select(explainer => explainer.Info.Name));
        Assert.All(ExplainerCatalog.Default.All, explainer => Assert.Same(explainer, ExplainerCatalog.Default.Find(explainer.Info.Name)));
        Assert.Null(ExplainerCatalog.Default.Find("Evidence"));
    }

    [Fact]
    public void For_Capabilities_LeavesOutWhatTheModelCannotGive()
    {
        Assert.Equal(["occlusion"], ExplainerCatalog.Default.For([]).All.Select(explainer => explainer.Info.Name));
        Assert.Equal(
            ["word_weights", "occlusion"],
            ExplainerCatalog.Default.For([Capabilities.WordWeights]).All.Select(explainer => explainer.Info.Name));
    }
}
