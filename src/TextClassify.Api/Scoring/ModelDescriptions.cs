using TextClassify.Api.Contracts;
using TextClassify.Api.Hosting;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Scoring;

internal static class ModelDescriptions
{
    public static ModelDescription Of(LoadedModel model, LimitsOptions limits)
    {
        var manifest = model.Manifest;
        var training = manifest.Training;
        return new ModelDescription
        {
            Name = manifest.Name,
            Version = manifest.Version,
            Sha256 = model.Sha256,
            Description = manifest.Description,
            Architecture = manifest.Architecture,
            Task = manifest.Task,
            Labels = manifest.Labels,
            Capabilities = manifest.Capabilities,
            Explainers = [.. model.Explainers.All.Select(explainer => explainer.Info.Name)],
            Limits = new ModelLimits(manifest.Tokenizer.MaxTokens, limits.MaxTextLength, limits.MaxInputs),
            Widths = new StateWidths(manifest.Shape.StateWidth, manifest.Shape.WordWidth, manifest.Shape.Aspects),
            Temperature = manifest.Temperature,
            Metrics = manifest.Metrics,
            Training = new TrainingDescription(training.Data, training.Recipe, training.Seed, training.Rows, training.Commit),
            ExecutionProvider = new ProviderDescription(
                model.Provider.Requested.ToString(), model.Provider.Effective.ToString(), model.Provider.Reason),
            Files = manifest.Files,
            LoadedAt = model.LoadedAt,
        };
    }
}
