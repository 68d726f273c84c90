using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;

namespace TextClassify.Training.Packaging;

/// <summary>Packages loaded as the service loads them.</summary>
internal static class OpenPackage
{
    /// <summary>How packages are run while they are made and measured: by the CPU, which every machine has, giving way to nobody.</summary>
    public static InferenceOptions Cpu { get; } = new()
    {
        ExecutionProvider = ExecutionProvider.Cpu,
        BulkShare = InferenceOptions.EvenShare,
    };

    /// <exception cref="DataException">It is not there, is no classifier, or the service would refuse it too.</exception>
    public static Task<OpenPackage<ITextClassifier>> LoadAsync(string path, CancellationToken cancellationToken) =>
        LoadAsync(path, "a classifier", outcome => outcome.Loaded as ITextClassifier, cancellationToken);

    /// <summary>The same for a language model's package.</summary>
    public static Task<OpenPackage<ICharacterModel>> LoadLanguageAsync(string path, CancellationToken cancellationToken) =>
        LoadAsync(path, "a language model", outcome => outcome.Loaded as ICharacterModel, cancellationToken);

    /// <summary>Loads a staged package as the service would, and gives the hash that names its content.</summary>
    /// <exception cref="DataException">The service would refuse it.</exception>
    public static async Task<string> CheckAsync(
        string folder, PackageManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var gate = RunSlots.Create(Cpu);
        var outcome = await new PackageLoader(ModelKindRegistration.All, Cpu, gate, time)
            .LoadAsync(folder, manifest.Name, manifest.Version, cancellationToken);
        using var resources = outcome.Resources;
        return outcome.Loaded?.Sha256 ?? throw new DataException($"The package fails its own check: {outcome.Refusal}");
    }

    private static async Task<OpenPackage<T>> LoadAsync<T>(
        string path, string kind, Func<LoadOutcome, T?> choose, CancellationToken cancellationToken)
        where T : class
    {
        string folder = Path.GetFullPath(path.TrimEnd('/', Path.DirectorySeparatorChar));
        string version = Path.GetFileName(folder), name = Path.GetFileName(Path.GetDirectoryName(folder)) ?? "";
        if (!Directory.Exists(folder))
        {
            throw new DataException($"There is no package folder {path}.");
        }

        var gate = RunSlots.Create(Cpu);
        var outcome = await new PackageLoader(ModelKindRegistration.All, Cpu, gate, TimeProvider.System)
            .LoadAsync(folder, name, version, cancellationToken);
        if (choose(outcome) is { } model)
        {
            return new OpenPackage<T>(model, outcome.Resources!, gate);
        }

        outcome.Resources?.Dispose();
        gate.Dispose();
        throw new DataException(outcome.Refusal is { } refusal
            ? $"The package {path} is refused: {refusal}"
            : $"The package {path} is not {kind}'s.");
    }
}

/// <summary>A model and what must be released after it.</summary>
internal sealed class OpenPackage<T>(T model, IDisposable resources, RunSlots gate) : IDisposable
{
    public T Model { get; } = model;

    public void Dispose()
    {
        resources.Dispose();
        gate.Dispose();
    }
}
