namespace TextClassify.Models;

/// <summary>The files of one package, wherever they lie.</summary>
public interface IPackageFiles
{
    /// <summary>Names of all files, each relative to the package, folders between written with '/'; compared by ordinal.</summary>
    IReadOnlySet<string> Names { get; }

    /// <summary>Opens one of <see cref="Names"/>; the caller disposes the stream.</summary>
    Stream OpenRead(string name);
}
