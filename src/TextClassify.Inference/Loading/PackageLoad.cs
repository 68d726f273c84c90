using TextClassify.Inference.Batching;

namespace TextClassify.Inference.Loading;

/// <summary>
/// One load under way: the package, which of its files is at hand, and what was opened of it. Disposing releases what no model was made of.
/// </summary>
public sealed class PackageLoad : IDisposable
{
    private readonly LoadMeans _means;
    private readonly RunScope? _scope;
    private readonly List<IDisposable> _opened = [];
    private string _file = ModelManifest.FileName;
    private DirectoryPackageFiles? _folder;
    private ExecutionProviderReport? _provider;

    /// <param name="means">Shared by all loads.</param>
    /// <param name="name">The model by its folder.</param>
    /// <param name="version">The version by its folder.</param>
    /// <param name="scope">Ends the model's runs; null for nobody.</param>
    internal PackageLoad(LoadMeans means, string name, string version, RunScope? scope) =>
        (_means, Name, Version, _scope) = (means, name, version, scope);

    /// <summary>The model's name by its folder.</summary>
    public string Name { get; }

    /// <summary>The version by its folder.</summary>
    public string Version { get; }

    public IPackageFiles Files => Folder;

    public TimeProvider Time => _means.Time;

    /// <summary>The one at fault when something fails now; read by whoever gives up waiting.</summary>
    public string File
    {
        get => Volatile.Read(ref _file);
        set => Volatile.Write(ref _file, value);
    }

    internal DirectoryPackageFiles Folder
    {
        get => _folder ?? throw new InvalidOperationException("The package is not open yet.");
        set => _folder = value;
    }

    internal InferenceOptions Options => _means.Options;

    internal RunSlots Gate => _means.Gate;

    internal BatchingRules Rules => BatchingRules.Of(_means.Options);

    /// <summary>Where the first graph runs.</summary>
    internal ExecutionProviderReport Provider => _provider ?? throw new InvalidOperationException("No graph is open yet.");

    /// <summary>Told of the runs of a model that is about to serve.</summary>
    internal BatchMeter NewMeter() => BatchMeter.Of(_means.Instruments, $"{Name}/{Version}");

    internal GraphSession Open(string file, CancellationToken cancellationToken)
    {
        File = file;
        var (session, report) = _means.Sessions.Open(Folder.PathOf(file), _scope, cancellationToken);
        _provider ??= report;
        _opened.Add(session);
        return session;
    }

    internal EmbeddingRows ReadEmbeddings(EmbeddingShape shape)
    {
        using var stream = Files.OpenRead(shape.File!);
        return EmbeddingRows.Read(stream, shape);
    }

    /// <summary>All sessions are the model's by now, which knows whether a run still has them.</summary>
    internal T Own<T>(T model)
        where T : class, IDisposable
    {
        _opened.Clear();
        _opened.Add(model);
        return model;
    }

    /// <summary>The model serves.</summary>
    internal void Keep() => _opened.Clear();

    public void Dispose() => _opened.ForEach(static one => one.Dispose());
}
