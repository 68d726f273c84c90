namespace TextClassify.Explain;

/// <summary>Scores the tokens of a text. Stateless, safe for concurrent use; the same request gives the same bits.</summary>
public interface IExplainer
{
    ExplainerInfo Info { get; }

    /// <summary>Checks the parameters of a request against <see cref="ExplainerInfo.Parameters"/> and the model's widths, and fills in the
    /// defaults.</summary>
    ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape) =>
        ParameterBinder.Bind(Info.Name, Info.Parameters, given);

    /// <summary>What stands against the request's parameters once its text is known, such as a baseline of another length; null when
    /// nothing does.</summary>
    ParameterFault? Check(ExplanationQuery request) => Removal.Check(request);

    /// <summary>
    /// The most model calls, as <see cref="Explanation.ModelCalls"/> counts them, that an explanation takes: known before any of them is
    /// made, so that work is bounded and charged before it begins. Never below what is made; above it where a method stops early.
    /// </summary>
    /// <param name="parameters">That <see cref="Bind"/> returned.</param>
    /// <param name="size">Of the text and the model.</param>
    long MostModelCalls(ParameterValues parameters, ExplainSize size);

    /// <param name="request">With parameters that <see cref="Bind"/> returned, and nothing against it by <see cref="Check"/>.</param>
    /// <param name="model">Runs the rows the method asks for, in blocks.</param>
    /// <param name="cancellationToken">Seen between blocks; unlike the deadline, it ends without an answer.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows.</exception>
    Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken);
}
