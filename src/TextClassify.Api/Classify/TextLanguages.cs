using TextClassify.Languages;

namespace TextClassify.Api.Classify;

/// <summary>Tells texts in another language than their model's, where the service is asked to by <c>Api:DetectLanguage</c>.</summary>
internal sealed class TextLanguages(IOptions<ApiOptions> options)
{
    // Its tables are read here, so that no request waits for them.
    private readonly LanguageReader? _reader = options.Value.DetectLanguage ? new() : null;

    /// <summary>Whether a text is foreign to the model; null where nobody looks, or the package doesn't say what it reads.</summary>
    public Func<string, bool>? ForeignTo(ITextClassifier model) =>
        _reader is { } reader && model.Manifest.Languages is { Count: > 0 } languages ? text => reader.IsForeign(text, languages) : null;
}
