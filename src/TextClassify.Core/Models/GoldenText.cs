using System.Text.Json.Serialization;

namespace TextClassify.Models;

/// <summary>A text whose scores travel with the package and must come out again (1e-4) before it is served.</summary>
/// <param name="Text">The text.</param>
/// <param name="Scores">Calibrated probabilities in the order of the labels.</param>
/// <param name="GradientXInput">
/// Gradient times input of the predicted label's logit, one a token; in packages that carry a backward pass, absent in others.
/// </param>
/// <param name="FirstHalf">
/// The part of each logit that the text's first half gives, in the order of the labels (<see cref="ContextualGraph.Beta"/>, tokens 0 to T/2
/// rounded up); in packages that carry a contextual graph, absent in others.
/// </param>
/// <param name="Aspect">What the scores are about; in packages of aspect models, absent in others.</param>
/// <param name="Tagged">The aspects the model must find in the text by itself, in its order; in packages of aspect models, absent in
/// others.</param>
/// <param name="Sources">The texts that the scores are of, which <paramref name="Text"/> has as one; in packages of models of several
/// sources, absent in others and for a plain text.</param>
public sealed record GoldenText(
    string Text,
    IReadOnlyList<double> Scores,
    IReadOnlyList<double>? GradientXInput = null,
    IReadOnlyList<double>? FirstHalf = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoldenSpan? Aspect = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<GoldenSpan>? Tagged = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<GoldenSource>? Sources = null);

/// <summary>A part of the text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The code unit after the last.</param>
public sealed record GoldenSpan(int Start, int End);

/// <summary>A source of a case.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Text">Its text.</param>
public sealed record GoldenSource(string Name, string Text);
