using System.Diagnostics;
using TextClassify.Explain.Catalog;
using TextClassify.Models;
using TextClassify.Numerics;

namespace TextClassify.Api.Explain.Planning;

/// <summary>What explanations need of a model, and how it reads the texts they are of.</summary>
internal abstract class ExplainedModel(ITextModel model)
{
    public ModelReference Reference { get; } = ModelLookup.Reference(model);

    /// <summary>The methods it can be explained with.</summary>
    public ExplainerCatalog Explainers => model.Explainers;

    /// <summary>Whether slopes come from a backward pass.</summary>
    public bool HasBackward { get; } = model.Gives(Capabilities.Gradients);

    /// <summary>In the order of the logits.</summary>
    public abstract IReadOnlyList<string> Labels { get; }

    /// <summary>What a label is, for a caller who named none of them.</summary>
    public abstract string LabelsInWords { get; }

    /// <summary>How logits become scores.</summary>
    public abstract ScoreScale Scale { get; }

    public abstract ForwardShape Shape { get; }

    /// <inheritdoc cref="RequestCost.TokenPrice"/>
    public virtual int TokenPrice => 1;

    /// <summary>Of a request that names none.</summary>
    public virtual string DefaultMethod => "leave_one_out";

    /// <summary>The number explained when a request names none; null leaves it to the method.</summary>
    public virtual string? DefaultOutput => null;

    /// <summary>Reads a text into words; null where tokens are characters.</summary>
    public virtual ITextEncoder? Encoder => null;

    /// <summary>Reads words where the model does, else characters.</summary>
    public static ExplainedModel Of(ITextModel model) => model switch
    {
        ITextClassifier classifier => new ExplainedWords(classifier),
        ICharacterModel characters => new ExplainedCharacters(characters),
        _ => throw new UnreachableException($"{model.Manifest.Name} reads neither words nor characters."),
    };

    /// <summary>What a request asks that only a model which reads texts otherwise can do; null for nothing.</summary>
    public abstract Problem? Check(ExplainRequest request);

    /// <summary>Reads the texts of a request and notes their tokens. What fails and is no list's is the request's own failure.</summary>
    public abstract Outcome<EncodedInput[]> Read(HttpContext http, InferenceServices services, ExplainRequest request);

    /// <summary>Reads a line of a stream.</summary>
    public abstract EncodedInput Read(InputItem item, ExplainRequest request, LimitsOptions limits);

    /// <summary>Most tokens of a text that are explained.</summary>
    public abstract int MostTokens(LimitsOptions limits);

    /// <summary>Runs rows of an input's tokens; what stands before them in the text is read when it is opened.</summary>
    public abstract ValueTask<IForwardPass> OpenAsync(EncodedInput input, CancellationToken cancellationToken);
}
