using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks;

/// <summary>The packages in models/, loaded in this process as the service loads them.</summary>
internal sealed class ShippedModels : IDisposable
{
    /// <summary>The classifier that is measured.</summary>
    public const string Name = "sentiment";

    private ShippedModels(ModelRegistry registry, ITextClassifier model) => (Registry, Model) = (registry, model);

    public ModelRegistry Registry { get; }

    /// <summary>The one named <see cref="Name"/>.</summary>
    public ITextClassifier Model { get; }

    public static string Folder(string solution) => Path.Combine(solution, "models");

    /// <param name="solution">The working tree.</param>
    /// <param name="threads">Of one run.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <exception cref="DirectoryNotFoundException">No models are there.</exception>
    /// <exception cref="DataException">The classifier is not among them.</exception>
    public static async Task<ShippedModels> LoadAsync(string solution, int threads, CancellationToken cancellationToken)
    {
        var registry = new ModelRegistry(
            ModelKindRegistration.All, Options.Create(new ModelsOptions { Directory = Folder(solution) }),
            Options.Create(new InferenceOptions { IntraOpThreads = threads }),
            TimeProvider.System,
            NullLogger<ModelRegistry>.Instance);
        await registry.LoadAllAsync(cancellationToken);
        return new ShippedModels(
            registry,
            registry.Current.Find<ITextClassifier>(Name, version: null)
                ?? throw new DataException($"The model '{Name}' is not in {Folder(solution)}."));
    }

    public void Dispose() => Registry.Dispose();
}
