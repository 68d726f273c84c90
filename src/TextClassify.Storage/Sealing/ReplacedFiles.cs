using TextClassify.Storage.Settings;

namespace TextClassify.Storage.Sealing;

/// <summary>Files that are in the list no more. A question that began before may still read them, so they stay for a while.</summary>
/// <param name="settings">Where they are, and for how long.</param>
/// <param name="time">The clock.</param>
/// <param name="reading">Whether a long question reads files; null where there is none.</param>
internal sealed class ReplacedFiles(StoreSettings settings, TimeProvider time, Func<bool>? reading = null)
{
    private readonly Lock _lock = new();
    private readonly Queue<(string Name, long Since)> _files = [];

    /// <summary>Whether all are deleted.</summary>
    public bool None
    {
        get
        {
            lock (_lock)
            {
                return _files.Count == 0;
            }
        }
    }

    public void Add(IEnumerable<string> names)
    {
        lock (_lock)
        {
            foreach (string name in names)
            {
                _files.Enqueue((name, time.GetTimestamp()));
            }
        }
    }

    /// <summary>Forgets those that are in the list again, since a round of sealing came to nothing.</summary>
    public void Keep(IReadOnlySet<string> listed)
    {
        lock (_lock)
        {
            var left = _files.Where(file => !listed.Contains(file.Name)).ToArray();
            _files.Clear();
            foreach (var file in left)
            {
                _files.Enqueue(file);
            }
        }
    }

    /// <summary>Deletes those that nobody reads any more.</summary>
    public void Delete()
    {
        lock (_lock)
        {
            while (reading?.Invoke() != true && _files.TryPeek(out var oldest)
                && time.GetElapsedTime(oldest.Since) >= settings.KeepReplaced)
            {
                File.Delete(Path.Combine(settings.Folder, oldest.Name));
                _files.Dequeue();
            }
        }
    }
}
