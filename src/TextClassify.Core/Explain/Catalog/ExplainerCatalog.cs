using System.Collections.Frozen;
using TextClassify.Explain.Anchors;
using TextClassify.Explain.Coalitions;
using TextClassify.Explain.Contextual;
using TextClassify.Explain.Counterfactuals;
using TextClassify.Explain.Gradients;
using TextClassify.Explain.Intrinsic;
using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Catalog;

/// <summary>The methods this build knows, by name. Immutable.</summary>
public sealed class ExplainerCatalog
{
    private readonly FrozenDictionary<string, IExplainer> _byName;

    public ExplainerCatalog(IEnumerable<IExplainer> explainers)
    {
        All = [.. explainers];
        var byName = new Dictionary<string, IExplainer>(StringComparer.Ordinal);
        foreach (var explainer in All)
        {
            byName.Add(explainer.Info.Name, explainer);
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every method of this library.</summary>
    public static ExplainerCatalog Default { get; } =
        new(
        [
            new EvidenceExplainer(),
            new WordWeightsExplainer(),
            new OcclusionExplainer(),
            new LeaveOneOutExplainer(),
            new ShapleySamplingExplainer(),
            new PartitionShapExplainer(),
            new LimeExplainer(),
            new AnchorsExplainer(),
            new GradientXInputExplainer(),
            new SmoothGradExplainer(),
            new IntegratedGradientsExplainer(),
            new ExpectedGradientsExplainer(),
            new ConnectivityExplainer(),
            new ContextualExplainer(),
            new CounterfactualExplainer(),
        ]);

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<IExplainer> All { get; }

    /// <summary>Null when there is no such method.</summary>
    public IExplainer? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The methods a model of the given capabilities can be explained with.</summary>
    /// <param name="capabilities">In the words of <see cref="Models.Capabilities"/>.</param>
    /// <param name="ofWords">Whether its tokens are words: methods that write another text take nothing else.</param>
    public ExplainerCatalog For(IReadOnlyCollection<string> capabilities, bool ofWords = true)
    {
        var fitting = new List<IExplainer>();
        var declared = new HashSet<string>(capabilities, StringComparer.Ordinal);
        foreach (var explainer in All)
        {
            var needs = explainer.Info.Needs;
            if ((needs.Count == 0 || declared.Overlaps(needs)) && (ofWords || !explainer.Info.EditsText))
            {
                fitting.Add(explainer);
            }
        }

        return new ExplainerCatalog(fitting);
    }
}
