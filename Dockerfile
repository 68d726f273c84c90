# syntax=docker/dockerfile:1
# docker build -t textclassify .                                               serves on the CPU
# docker build -t textclassify:gpu --target gpu --build-arg ONNXRUNTIME_FLAVOR=Gpu .   serves on CUDA (see deploy/README.md)
# The page is built in a stage of its own, so the service's stage needs no Node. Training is not part of the image: no libtorch,
# and Training:Enabled needs a Training:Program that is put in (deploy/README.md).

# Base images by name; deploy/pin-images.sh prints the same names with their digests, as build arguments.
ARG NODE_IMAGE=node:20-bookworm-slim
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG ASPNET_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0
# ONNX Runtime 1.31's CUDA provider is linked against CUDA 13 (libcublasLt.so.13, libcudart.so.13) and loads cuDNN 9.
ARG CUDA_IMAGE=nvidia/cuda:13.0.2-cudnn-runtime-ubuntu24.04

FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS web
WORKDIR /source/src/TextClassify.Web
COPY src/TextClassify.Web/package.json src/TextClassify.Web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY openapi/ /source/openapi/
COPY src/TextClassify.Web/ ./
RUN npm run build -- --outDir /wwwroot --emptyOutDir

FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS build
ARG TARGETARCH
ARG ONNXRUNTIME_FLAVOR=Cpu
WORKDIR /source

# Packages change less often than sources; restore them in a layer of their own.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/TextClassify.Core/TextClassify.Core.csproj src/TextClassify.Core/packages*.lock.json src/TextClassify.Core/
COPY src/TextClassify.Inference/TextClassify.Inference.csproj src/TextClassify.Inference/packages*.lock.json src/TextClassify.Inference/
COPY src/TextClassify.Languages/TextClassify.Languages.csproj src/TextClassify.Languages/packages*.lock.json src/TextClassify.Languages/
COPY src/TextClassify.Nodes/TextClassify.Nodes.csproj src/TextClassify.Nodes/packages*.lock.json src/TextClassify.Nodes/
COPY src/TextClassify.Storage/TextClassify.Storage.csproj src/TextClassify.Storage/packages*.lock.json src/TextClassify.Storage/
COPY src/TextClassify.Api/TextClassify.Api.csproj src/TextClassify.Api/packages*.lock.json src/TextClassify.Api/
RUN dotnet restore src/TextClassify.Api --locked-mode --arch $TARGETARCH -p:OnnxRuntimeFlavor=$ONNXRUNTIME_FLAVOR

COPY .editorconfig BannedSymbols.txt ./
COPY src/TextClassify.Core/ src/TextClassify.Core/
COPY src/TextClassify.Inference/ src/TextClassify.Inference/
COPY src/TextClassify.Languages/ src/TextClassify.Languages/
COPY src/TextClassify.Nodes/ src/TextClassify.Nodes/
COPY src/TextClassify.Storage/ src/TextClassify.Storage/
COPY src/TextClassify.Api/ src/TextClassify.Api/
RUN dotnet publish src/TextClassify.Api --configuration Release --arch $TARGETARCH --no-restore --no-self-contained \
    -p:OnnxRuntimeFlavor=$ONNXRUNTIME_FLAVOR -p:BuildWeb=false --output /app

FROM ${ASPNET_IMAGE} AS dotnet

FROM ${CUDA_IMAGE} AS gpu
COPY --from=dotnet /usr/share/dotnet /usr/share/dotnet
ENV DOTNET_ROOT=/usr/share/dotnet PATH=$PATH:/usr/share/dotnet \
    ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
WORKDIR /app
COPY --from=build /app ./
COPY --from=web /wwwroot wwwroot/
COPY models/ models/
USER 1654
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "TextClassify.Api.dll"]

FROM dotnet AS run
ENV ASPNETCORE_HTTP_PORTS=8080
WORKDIR /app
COPY --from=build /app ./
COPY --from=web /wwwroot wwwroot/
COPY models/ models/
USER $APP_UID
EXPOSE 8080
# The image has no curl; bash opens the socket itself.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "TextClassify.Api.dll"]
