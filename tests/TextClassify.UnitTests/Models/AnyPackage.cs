using TextClassify.Models;
using TextClassify.Models.Aspect;
using TextClassify.Models.Classifier;
using TextClassify.Models.GenericOnnx;

namespace TextClassify.UnitTests.Models;

/// <summary>Reads packages of models that label texts by their architecture, as the loader does.</summary>
internal static class AnyPackage
{
    private static readonly CrnnPackageReader Crnn = new();
    private static readonly GenericOnnxPackageReader GenericOnnx = new();
    private static readonly AspectPackageReader Aspect = new();

    public static PackageReading<ClassifierPackage> Read(IPackageFiles files, string name, string version)
    {
        var head = PackageHead.Read(files);
        return head.Package?.Architecture switch
        {
            null => new(head.Refusal!),
            GenericOnnxPackageReader.Architecture => GenericOnnx.Read(files, name, version),
            AspectManifest.ArchitectureName => Aspect.Read(files, name, version),
            _ => Crnn.Read(files, name, version),
        };
    }
}
