namespace TextClassify.Api.Explain.Planning;

/// <summary>Texts whose predictions are to be explained.</summary>
internal sealed record ExplainRequest : IChecked
{
    /// <summary>There are half as many, and one that stands twice is measured once.</summary>
    public const int MaxMetrics = 32;

    /// <summary>A model's name, or name/version; the default model without it.</summary>
    public string? Model { get; init; }

    /// <summary>A text or an object with a text, or a list of them.</summary>
    public required InputList Inputs { get; init; }

    /// <summary>A method of <c>/explainers</c>; evidence without it, or leave_one_out where the model gives none.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// Several methods side by side, each a name or an object with its parameters; results then have explanations and agreement. Not beside
    /// a method.
    /// </summary>
    [ReadBy(typeof(MethodsReader))]
    public IReadOnlyList<MethodRequest>? Methods { get; init; }

    /// <summary>
    /// The label to explain; each text's likeliest without it. Of a language model, a character, or &lt;unk&gt; or &lt;edge&gt;. For
    /// counterfactual, the label to reach.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>all: explain every label; results then have attributions. Not beside a target or a contrast.</summary>
    public string? Targets { get; init; }

    /// <summary>Two labels: why the first rather than the second. Not beside a target.</summary>
    public LabelContrast? Contrast { get; init; }

    /// <summary>
    /// The number explained, logit, probability, log_odds or log_probability; the same as the parameter of that name of every method.
    /// </summary>
    public string? Output { get; init; }

    /// <summary>
    /// Of a language model and the one text sent: the UTF-16 code unit before which the character stands that is explained; the text's end
    /// without it.
    /// </summary>
    [Within(0, nameof(LimitsOptions.MaxTextLength))]
    public int? Position { get; init; }

    /// <summary>
    /// Of a language model: how many characters before the position get a score, 256 without it. Those further back are read and stay as
    /// they are.
    /// </summary>
    [Within(1, nameof(LimitsOptions.MaxExplainedCharacters))]
    public int? Context { get; init; }

    /// <summary>words, sentences, or a list of character ranges of the one text sent: the scores of their tokens are summed.</summary>
    public SpanRequest? Spans { get; init; }

    /// <summary>
    /// Milliseconds for each text and method, from 1 to the service's request timeout; what is not done then is the best answer so far, not
    /// converged. As long again for its metrics; one not measured then has no value.
    /// </summary>
    [Within(1, nameof(LimitsOptions.MaxDeadlineMs))]
    public int? DeadlineMs { get; init; }

    /// <summary>Metrics of <c>/explainers</c> to measure each explanation by.</summary>
    [Most(MaxMetrics)]
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>How metrics take tokens away: delete, pad or unk; delete without it.</summary>
    public string? Removal { get; init; }

    /// <summary>The method's parameters by name; defaults and ranges stand in <c>/explainers</c>.</summary>
    [ReadBy(typeof(ParametersReader))]
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (Inputs is null)
        {
            // Whatever else is wrong, this is told first.
            json.Refuse(InputsReader.Missing("inputs"));
        }
        else if (Target is not null && Contrast is not null)
        {
            json.Refuse(ProblemTypes.WrongType, "target", "A contrast has its own target; send one of the two.");
        }
        else if (Targets is not null && (Target is not null || Contrast is not null))
        {
            json.Refuse(ProblemTypes.WrongType, "targets", "All labels are explained; leave out the target and the contrast.");
        }
        else if (Methods is not null && (Method is not null || Parameters is not null))
        {
            json.Refuse(
                ProblemTypes.WrongType, "methods", "Each of the methods has its own name and parameters; leave out method and parameters.");
        }
        else if (Removal is not null && Metrics is null)
        {
            json.Refuse(ProblemTypes.WrongType, "removal", "A removal rule is for metrics; send metrics too.");
        }
    }
}

/// <param name="Target">The label argued for.</param>
/// <param name="Foil">The label argued against.</param>
internal sealed record LabelContrast(string Target, string Foil) : IChecked
{
    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (Target is null || Foil is null)
        {
            json.Refuse(ProblemTypes.MissingProperty, where, "A contrast needs a target and a foil.");
        }
    }
}

/// <param name="Name">A method of <c>/explainers</c>.</param>
/// <param name="Parameters">Its parameters by name.</param>
internal sealed record MethodRequest(
    string Name, [property: ReadBy(typeof(ParametersReader))] IReadOnlyDictionary<string, JsonElement>? Parameters)
    : IChecked
{
    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (Name is null)
        {
            json.Refuse(ProblemTypes.MissingProperty, where + ".name", "A method needs a name.");
        }
    }
}

/// <param name="Kind">words or sentences; null for ranges.</param>
/// <param name="Ranges">In the text as it was sent; null for a kind.</param>
[ReadBy(typeof(SpansReader))]
internal sealed record SpanRequest(string? Kind, IReadOnlyList<TextRange>? Ranges);
