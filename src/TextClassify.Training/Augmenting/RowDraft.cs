using CsvHelper;

namespace TextClassify.Training.Augmenting;

/// <summary>A CSV file that is written row by row, and is there when it is whole.</summary>
internal sealed class RowDraft : IDisposable
{
    private readonly string _path;
    private readonly string _draft;
    private readonly FileStream _stream;
    private readonly CsvWriter _writer;

    public RowDraft(string path, string[] header)
    {
        _path = Path.GetFullPath(path);
        _draft = _path + ".draft";
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _stream = new(_draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        _writer = CsvWriter.Create(_stream, leaveOpen: true);
        _writer.WriteRecord(header);
    }

    public void Add(string[] row) => _writer.WriteRecord(row);

    /// <summary>Puts it in its place; without it nothing stays.</summary>
    public void Keep()
    {
        _writer.Dispose();
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_draft, _path, overwrite: true);
    }

    public void Dispose()
    {
        if (_stream.CanWrite)
        {
            _writer.Dispose();
            _stream.Dispose();
            File.Delete(_draft);
        }
    }
}
