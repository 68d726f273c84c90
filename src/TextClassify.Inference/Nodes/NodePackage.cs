using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Traffic;

namespace TextClassify.Inference.Nodes;

/// <summary>A package that one node has open, checked as the service checks it.</summary>
public sealed class NodePackage : IDisposable
{
    private readonly RunSlots _gate;
    private readonly IDisposable? _resources;

    private NodePackage(ICaseClassifier model, IDisposable? resources, RunSlots gate) =>
        (Model, _resources, _gate) = (model, resources, gate);

    public ICaseClassifier Model { get; }

    /// <summary>Opens a version of a model of several sources.</summary>
    /// <param name="models">The models' folder.</param>
    /// <param name="name">The model.</param>
    /// <param name="version">Null for the one that is active there, else the highest.</param>
    /// <param name="time">Measures runs.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="InvalidDataException">There is no such package, or it is not fit; the message is a sentence.</exception>
    public static async Task<NodePackage> OpenAsync(
        string models, string name, string? version, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(models);
        var packages = new PackageFolder(folder);
        version ??= (PackageNames.IsModelName(name) ? ActiveFile.Read(folder, name)?.Active : null)
            ?? (packages.Versions(name) is [.., var highest] ? highest : null);
        if (version is null || packages.Place(name, version) is not { } place)
        {
            throw new InvalidDataException($"There is no package {PackageNames.Printable(name)}/{version ?? "*"} in {folder}.");
        }

        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        var gate = RunSlots.Create(options);
        LoadOutcome outcome = default;
        try
        {
            var loader = new PackageLoader(ModelKindRegistration.All, options, gate, time, new LoadTerms());
            outcome = await loader.LoadAsync(place.Path, name, version, cancellationToken).ConfigureAwait(false);
            if (outcome.Loaded is ICaseClassifier model)
            {
                return new NodePackage(model, outcome.Resources, gate);
            }

            throw new InvalidDataException(outcome.Refusal is { } refusal
                ? $"The package {name}/{version} is refused: {refusal.File} {refusal.Reason}"
                : $"The model {name} reads single texts; a node is of a model of several sources.");
        }
        catch
        {
            outcome.Resources?.Dispose();
            gate.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _resources?.Dispose();
        _gate.Dispose();
    }
}
