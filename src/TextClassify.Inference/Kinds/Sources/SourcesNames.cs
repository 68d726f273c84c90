using TextClassify.Models.Sources;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>What runs of the three graphs give and take, in the order in which they do.</summary>
internal static class SourcesNames
{
    public static readonly string[] ReadInputs = [ForwardGraph.TokenIds, ForwardGraph.Lengths, SourcesGraph.Roles];
    public static readonly string[] ReadOutputs = [SourcesGraph.Tokens, SourcesGraph.State, SourcesGraph.Message];
    public static readonly string[] NodeInputs = [SourcesGraph.State, SourcesGraph.Heard, SourcesGraph.Roles];
    public static readonly string[] NodeOutputs = [SourcesGraph.NextState, SourcesGraph.Message];
    public static readonly string[] ReadoutInputs = [SourcesGraph.Tokens, SourcesGraph.Texts, SourcesGraph.State];
    public static readonly string[] ReadoutOutputs = [SourcesGraph.Scores, SourcesGraph.Values];
    public static readonly string[] BiasOutput = [ForwardGraph.Bias];
}
