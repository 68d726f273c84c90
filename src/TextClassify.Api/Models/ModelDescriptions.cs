using TextClassify.Api.Language;
using TextClassify.Api.Settings;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;
using TextClassify.Models;

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

    public static ModelDescription Of(LoadedModel model, ModelSnapshot current, LimitsOptions limits)
    {
        var manifest = model.Manifest;
        return new ModelDescription
        {
            Name = manifest.Name,
            Version = manifest.Version,
            State = VersionStates.Of(manifest.Name, manifest.Version, current),
            Sha256 = model.Sha256,
            Description = manifest.Description,
            Architecture = manifest.Architecture,
            Task = manifest.Task,
            Labels = manifest.Labels,
            Capabilities = manifest.Capabilities,
            Explainers = [.. model.Explainers.All.Select(explainer => explainer.Info.Name)],
            Limits = new ModelLimits(manifest.Tokenizer.MaxTokens, limits.MaxTextLength, limits.MaxInputs, limits.MaxWorkTokens, limits.MaxAnswerBytes),
            Widths = new StateWidths(manifest.Shape.StateWidth, manifest.Shape.WordWidth, manifest.Shape.Aspects),
            Zones = manifest is AspectManifest { Zones: var zones } ? new ZoneWidths(zones.Count, zones.Width) : null,
            Temperature = manifest.Temperature,
            Metrics = manifest.Metrics,
            Training = Of(manifest.Training),
            ExecutionProvider = Of(model.Provider),
            Files = manifest.Files,
            LoadedAt = model.LoadedAt,
        };
    }

    public static LanguageModelDescription Of(LoadedLanguageModel model, ModelSnapshot current, LimitsOptions limits)
    {
        var manifest = model.Manifest;
        var shape = manifest.Shape;
        return new LanguageModelDescription
        {
            Name = manifest.Name,
            Version = manifest.Version,
            State = VersionStates.Of(manifest.Name, manifest.Version, current),
            Sha256 = model.Sha256,
            Description = manifest.Description,
            Architecture = manifest.Architecture,
            Task = manifest.Task,
            Explainers = [.. model.Explainers.All.Select(explainer => explainer.Info.Name)],
            Limits = new LanguageLimits(
                limits.MaxTextLength, limits.MaxInputs, GenerateRequest.MaxLength, limits.MaxExplainedCharacters, limits.MaxWorkTokens, limits.MaxAnswerBytes),
            Widths = new LanguageWidths(shape.Characters, shape.Layers, shape.StateWidth, shape.Zones, shape.ZoneWidth),
            Metrics = manifest.Metrics,
            Training = Of(manifest.Training),
            ExecutionProvider = Of(model.Provider),
            Files = manifest.Files,
            LoadedAt = model.LoadedAt,
        };
    }

    private static TrainingDescription Of(TrainingRecord training) => new(training.Data, training.Recipe, training.Seed, training.Rows, training.Commit);

    private static ProviderDescription Of(ExecutionProviderReport provider) =>
        new(provider.Requested.ToString(), provider.Effective.ToString(), provider.Reason);
}
