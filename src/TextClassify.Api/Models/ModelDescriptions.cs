using TextClassify.Api.Language;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.Translation;

namespace TextClassify.Api.Models;

internal static class ModelDescriptions
{
    public static RunningDescription Of(InferenceOptions inference) => new(
        inference.EffectiveConcurrentRuns,
        inference.IntraOpThreads,
        inference.QueueCapacity,
        inference.MaxBatchTokens,
        Math.Min(inference.MaxBulkBatchTokens, inference.MaxBatchTokens),
        inference.MaxBatchRows,
        inference.MaxPaddingRatio,
        inference.RunCostTokens,
        inference.BulkShare,
        inference.MaxQueueTime.TotalMilliseconds);

    /// <summary>What a model says of itself, by what it can do.</summary>
    public static PackageDescription Of(ILoadedModel model, ModelSnapshot current, LimitsOptions limits) => model switch
    {
        ITextClassifier classifier => Of(classifier, current, limits),
        ICharacterModel characters => Of(characters, current, limits),
        ITranslator translator => Of(translator, current, limits),
        _ => new PackageDescription(model, current),
    };

    public static ModelDescription Of(ITextClassifier model, ModelSnapshot current, LimitsOptions limits) => new(model, current)
    {
        Labels = model.Labels,
        Capabilities = model.Capabilities,
        Explainers = [.. model.Explainers.All.Select(explainer => explainer.Info.Name)],
        Limits = new ModelLimits(
            model.Encoder.MaxTokens, limits.MaxTextLength, limits.MaxInputs, limits.MaxWorkTokens, limits.MaxAnswerBytes),
        Widths = new StateWidths(model.Forward.Shape.StateWidth, model.Forward.Shape.WordWidth, model.Forward.Shape.Aspects),
        Notation = model.Encoder is SmilesEncoder ? "smiles" : null,
        Zones = model is IZoned { Zones: var zones } ? new ZoneWidths(zones.Count, zones.Width) : null,
        Sources = model is ICaseClassifier cases ? [.. cases.Sources.Select(one => new SourceLimits(one.Name, one.MaxTokens))] : null,
        Rounds = (model as ICaseClassifier)?.Cases.Rounds,
        Temperature = model.Temperature,
        Outputs = model.Thresholds is null ? null : ModelManifest.IndependentOutputs,
        Thresholds = model.Thresholds,
    };

    public static TranslatorDescription Of(ITranslator model, ModelSnapshot current, LimitsOptions limits) => new(model, current)
    {
        Notation = model.Notation switch
        {
            TextNotation.Smiles => "smiles",
            TextNotation.Words => "words",
            _ => "characters",
        },
        Limits = new TranslatorLimits(
            model.Pass.Shape.MaxSymbols,
            Translator.MostBeam,
            limits.MaxTextLength,
            limits.MaxInputs,
            limits.MaxWorkTokens,
            limits.MaxAnswerBytes),
        Symbols = model.Pass.Shape.Symbols,
    };

    public static LanguageModelDescription Of(ICharacterModel model, ModelSnapshot current, LimitsOptions limits)
    {
        var shape = model.Pass.Shape;
        return new LanguageModelDescription(model, current)
        {
            Explainers = [.. model.Explainers.All.Select(explainer => explainer.Info.Name)],
            Limits = new LanguageLimits(
                limits.MaxTextLength,
                limits.MaxInputs,
                GenerateRequest.MaxLength,
                limits.MaxExplainedCharacters,
                limits.MaxWorkTokens,
                limits.MaxAnswerBytes),
            Widths = new LanguageWidths(shape.Characters, shape.Layers, shape.StateWidth, shape.Zones, shape.ZoneWidth),
        };
    }
}
