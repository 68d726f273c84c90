using System.Text.Json;
using TextClassify.Forward;

namespace TextClassify.Explain;

/// <summary>Scores the tokens of a text. Stateless, safe for concurrent use; the same request gives the same bits.</summary>
public interface IExplainer
{
    ExplainerInfo Info { get; }

    /// <summary>Checks the parameters of a request against <see cref="ExplainerInfo.Parameters"/> and the model's widths, and fills in the defaults.</summary>
    ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape);

    /// <param name="request">With parameters that <see cref="Bind"/> returned.</param>
    /// <param name="model">Runs the rows the method asks for, in blocks.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows.</exception>
    Task<Explanation> ExplainAsync(ExplainRequest request, IForwardPass model, CancellationToken cancellationToken);
}
