using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;
using TextClassify.Training.Data;

namespace TextClassify.Training.Packaging;

/// <summary>A package loaded as the service loads it.</summary>
internal sealed class OpenPackage : IDisposable
{
    private readonly IDisposable _resources;
    private readonly ForwardGate _gate;

    private OpenPackage(LoadedModel model, IDisposable resources, ForwardGate gate) => (Model, _resources, _gate) = (model, resources, gate);

    public LoadedModel Model { get; }

    /// <param name="path">Ends in NAME/VERSION.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <exception cref="DataException">It is not there, or the service would refuse it too.</exception>
    public static async Task<OpenPackage> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(path.TrimEnd('/', Path.DirectorySeparatorChar));
        string version = Path.GetFileName(folder), name = Path.GetFileName(Path.GetDirectoryName(folder)) ?? "";
        if (!Directory.Exists(folder))
        {
            throw new DataException($"There is no package folder {path}.");
        }

        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        var gate = ForwardGate.Create(options);
        var outcome = await new PackageLoader(options, gate, TimeProvider.System).LoadAsync(folder, name, version, cancellationToken);
        if (outcome.Model is { } model)
        {
            return new OpenPackage(model, outcome.Resources!, gate);
        }

        gate.Dispose();
        throw new DataException($"The package {path} is refused: {outcome.Refusal}");
    }

    public void Dispose()
    {
        _resources.Dispose();
        _gate.Dispose();
    }
}
