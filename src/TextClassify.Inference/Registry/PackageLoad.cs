using TextClassify.Inference.Sessions;

namespace TextClassify.Inference.Registry;

/// <summary>One load under way: which file it is at, what it has opened, and who may end its runs. Disposing releases what no model was made of.</summary>
/// <param name="sessions">Opens graphs.</param>
/// <param name="scope">Ends its runs; null for nobody.</param>
internal sealed class PackageLoad(SessionFactory sessions, RunScope? scope) : IDisposable
{
    private readonly List<IDisposable> _opened = [];
    private string _file = Models.ModelManifest.FileName;

    /// <summary>The one at fault when something fails now; read by whoever gives up waiting.</summary>
    public string File
    {
        get => Volatile.Read(ref _file);
        set => Volatile.Write(ref _file, value);
    }

    public (GraphSession Session, ExecutionProviderReport Report) Open(DirectoryPackageFiles files, string file, CancellationToken cancellationToken)
    {
        File = file;
        var (session, report) = sessions.Open(files.PathOf(file), scope, cancellationToken);
        _opened.Add(session);
        return (session, report);
    }

    /// <summary>All sessions are the model's by now, which knows whether a run still has them.</summary>
    public T Own<T>(T model)
        where T : class
    {
        _opened.Clear();
        _opened.Add((IDisposable)model);
        return model;
    }

    /// <summary>The model serves.</summary>
    public void Keep() => _opened.Clear();

    public void Dispose() => _opened.ForEach(static one => one.Dispose());
}
