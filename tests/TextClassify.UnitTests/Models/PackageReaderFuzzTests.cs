using CsCheck;
using TextClassify.Models;

namespace TextClassify.UnitTests.Models;

/// <summary>A package whose files hold anything: it is read or refused with a sentence, and never throws.</summary>
public sealed class PackageReaderFuzzTests
{
    private static readonly string[] Names = [.. new TinyPackage().Names.Order(StringComparer.Ordinal)];

    private static readonly Gen<(string File, (double At, int Kind, byte Value)[] Edits)> Broken = Gen.Select(
        Gen.Int[0, Names.Length - 1].Select(index => Names[index]),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3], Gen.Byte).Array[1, 6]);

    [Fact]
    public void Read_AnyBytesInOneFile_IsReadOrRefusedWithASentence() => Broken.Sample(
        broken =>
        {
            var package = new TinyPackage();
            byte[] content = [.. package[broken.File]];
            foreach (var edit in broken.Edits)
            {
                content = Edited(content, (int)(edit.At * content.Length), edit.Kind, edit.Value);
            }

            // A hash that fits, so that the content itself is read.
            bool listed = broken.File != ModelManifest.FileName;
            var reading = AnyPackage.Read(
                listed ? package.Honestly(broken.File, content) : package.With(broken.File, content),
                TinyPackage.Name,
                TinyPackage.Version);

            Assert.True(reading.Package is not null || reading.Refusal!.ToString().EndsWith('.'), reading.Refusal?.ToString());
        },
        iter: 3_000);

    private static byte[] Edited(byte[] content, int at, int kind, byte value)
    {
        switch (kind)
        {
            case 0 when at < content.Length:
                content[at] = value;
                return content;
            case 1:
                return content[..at];
            case 2:
                return [.. content[..at], .. content];
            default:
                return [.. content[..at], value, .. content[at..]];
        }
    }
}
