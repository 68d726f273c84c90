using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TextClassify.Training.Native;
using TorchSharp;

namespace TextClassify.Training.Tests.Native;

public sealed class TorchLoaderTests
{
    [Fact]
    public void Load_Always_MakesTorchCompute()
    {
        TorchLoader.Load();

        using var sum = torch.ones(7).sum();

        Assert.Equal(7f, sum.item<float>());
    }

    [Fact]
    public void Apply_LibraryOfTheBuild_RenamesTheSymbolOnce()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "The file is Linux x64's.");
        byte[] library = File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));
        byte[] patched = [.. library];

        Assert.True(ElfVersionPatch.Apply(patched));
        byte[] once = SHA256.HashData(patched);

        Assert.Equal(0, Count(patched, "_ZSt21ios_base_library_initv\0"u8) - Count(library, "_ZSt21ios_base_library_initv\0"u8) + 1);
        Assert.False(ElfVersionPatch.Apply(patched));
        Assert.Equal(once, SHA256.HashData(patched));
        // 28 bytes of the name, 2 of its version index, 1 of the weak flag at most.
        Assert.InRange(library.Zip(patched).Count(pair => pair.First != pair.Second), 3, 31);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(4096)]
    public void Apply_NotAnElfFile_Refuses(int length) =>
        Assert.Throws<InvalidDataException>(() => ElfVersionPatch.Apply(new byte[length]));

    [Fact]
    public void Apply_CutElfFile_Refuses()
    {
        byte[] library = new byte[128];
        "\u007fELF\u0002\u0001"u8.CopyTo(library);
        library[40] = 100; // section table
        library[58] = 64;
        library[60] = 9;

        Assert.Throws<InvalidDataException>(() => ElfVersionPatch.Apply(library));
    }

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> pattern)
    {
        int count = 0;
        for (int at; (at = bytes.IndexOf(pattern)) >= 0; bytes = bytes[(at + 1)..])
        {
            count++;
        }

        return count;
    }
}
