using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using TextClassify.Inference.Downloads;

namespace TextClassify.UnitTests.Downloads;

public sealed class PackageArchiveTests : IDisposable
{
    private const long Most = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-archive-").FullName;

    private string Archive => Path.Combine(_folder, "archive");

    private string Target => Path.Combine(_folder, "in", "package");

    public static TheoryData<bool> Forms => [true, false];

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, "sentiment/2/")]
    [InlineData(false, "")]
    [InlineData(false, "./sentiment/2/")]
    public void Unpack_FilesOfOneFolder_GivesThem(bool zip, string folder)
    {
        Write(zip, (folder + "model.json", "{}"), (folder + "vocab.txt", "a\nb"));

        Assert.Null(PackageArchive.Unpack(Archive, Target, Most));

        Assert.Equal(["model.json", "vocab.txt"], Directory.EnumerateFiles(Target).Select(Path.GetFileName).Order());
        Assert.Equal("a\nb", File.ReadAllText(Path.Combine(Target, "vocab.txt")));
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("a/../../evil.txt")]
    [InlineData("/evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("C:evil.txt")]
    public void Unpack_PathThatLeadsOut_IsRefusedAndWritesNothing(string path)
    {
        foreach (bool zip in new[] { true, false })
        {
            Write(zip, ("model.json", "{}"), (path, "evil"));

            Assert.Equal("The archive holds a path that leads out of it.", PackageArchive.Unpack(Archive, Target, Most));
            Assert.DoesNotContain(
                Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories),
                file => file.Contains("evil", StringComparison.Ordinal));
            Directory.Delete(Target, recursive: true);
        }
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void Unpack_LinkOrDeviceInATar_IsRefused(TarEntryType type)
    {
        using (var tar = new TarWriter(new GZipStream(File.Create(Archive), CompressionLevel.Fastest)))
        {
            var entry = new PaxTarEntry(type, "model.json");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                entry.LinkName = "/etc/passwd";
            }

            tar.WriteEntry(entry);
        }

        Assert.Equal("The archive holds a link or a device.", PackageArchive.Unpack(Archive, Target, Most));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Target));
    }

    [Fact]
    public void Unpack_LinkInAZip_IsRefused()
    {
        using (var zip = new ZipArchive(File.Create(Archive), ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry("model.json");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var content = entry.Open();
            content.Write("/etc/passwd"u8);
        }

        Assert.Equal("The archive holds a link or a device.", PackageArchive.Unpack(Archive, Target, Most));
    }

    /// <summary>A hundred megabytes of zeros in a hundred kilobytes: reading stops at the limit.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Unpack_MoreThanAllowed_IsRefusedAtTheLimit(bool zip)
    {
        Write(zip, ("model.json", "{}"), ("forward.onnx", new string('\0', 100_000_000)));

        Assert.Equal("The archive holds more bytes than Models:MaxPackageBytes allows.", PackageArchive.Unpack(Archive, Target, Most));
        Assert.True(Directory.EnumerateFiles(Target).Sum(file => new FileInfo(file).Length) <= Most);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Unpack_WhatNoPackageHas_IsRefused(bool zip)
    {
        Assert.Equal("The archive holds files in more than one folder.", Refusal(zip, ("a/model.json", "{}"), ("b/vocab.txt", "")));
        Assert.Equal("The archive holds model.json twice.", Refusal(zip, ("model.json", "{}"), ("model.json", "{}")));
        Assert.Equal("The archive holds MODEL.json twice.", Refusal(zip, ("model.json", "{}"), ("MODEL.json", "{}")));
        Assert.Equal("The archive holds a file whose name no package's file has.", Refusal(zip, (".hidden", "")));
        Assert.Equal("The archive holds more than 64 files.", Refusal(zip, [.. Enumerable.Range(0, 65).Select(i => ($"f{i}", ""))]));
    }

    [Theory]
    [InlineData(true, 0.5)]
    [InlineData(true, 0.95)]
    [InlineData(false, 0.1)]
    [InlineData(false, 0.5)]
    public void Unpack_CutOff_IsRefused(bool zip, double share)
    {
        Write(zip, ("model.json", Noise()), ("forward.onnx", Noise()));
        byte[] whole = File.ReadAllBytes(Archive);
        File.WriteAllBytes(Archive, whole[..(int)(share * whole.Length)]);

        Assert.Equal("The archive is broken off or damaged.", PackageArchive.Unpack(Archive, Target, Most));
    }

    [Theory]
    [InlineData("", "The archive is empty.")]
    [InlineData("hello", "The archive is neither a .zip nor a .tar.gz.")]
    [InlineData("PK hello", "The archive is broken off or damaged.")]
    public void Unpack_NoArchive_IsRefused(string content, string refusal)
    {
        File.WriteAllText(Archive, content);

        Assert.Equal(refusal, PackageArchive.Unpack(Archive, Target, Most));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Noise()
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)('!' + random.Next(90))));
    }

    private string? Refusal(bool zip, params (string Path, string Content)[] files)
    {
        Write(zip, files);
        string? refusal = PackageArchive.Unpack(Archive, Target, Most);
        Directory.Delete(Target, recursive: true);
        return refusal;
    }

    private void Write(bool zip, params (string Path, string Content)[] files)
    {
        if (zip)
        {
            using var archive = new ZipArchive(File.Create(Archive), ZipArchiveMode.Create);
            foreach (var (path, content) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }

            return;
        }

        using var tar = new TarWriter(new GZipStream(File.Create(Archive), CompressionLevel.Fastest));
        foreach (var (path, content) in files)
        {
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }
    }
}
