# syntax=docker/dockerfile:1
# docker build -t textclassify .                                               serves on the CPU
# docker build -t textclassify:gpu --target gpu --build-arg ONNXRUNTIME_FLAVOR=Gpu .   serves on CUDA (see deploy/README.md)
# The page is built in a stage of its own, so the service's stage needs no Node. Training is not part of the image: no libtorch.

ARG CUDA_IMAGE=nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04

FROM --platform=$BUILDPLATFORM node:20-bookworm-slim AS web
WORKDIR /source/src/TextClassify.Web
COPY src/TextClassify.Web/package.json src/TextClassify.Web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY openapi/ /source/openapi/
COPY src/TextClassify.Web/ ./
RUN npm run build -- --outDir /wwwroot --emptyOutDir

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
ARG ONNXRUNTIME_FLAVOR=Cpu
WORKDIR /source

# Packages change less often than sources; restore them in a layer of their own.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/TextClassify.Core/TextClassify.Core.csproj src/TextClassify.Core/
COPY src/TextClassify.Inference/TextClassify.Inference.csproj src/TextClassify.Inference/
COPY src/TextClassify.Api/TextClassify.Api.csproj src/TextClassify.Api/
RUN dotnet restore src/TextClassify.Api --arch $TARGETARCH -p:OnnxRuntimeFlavor=$ONNXRUNTIME_FLAVOR

COPY .editorconfig BannedSymbols.txt ./
COPY src/TextClassify.Core/ src/TextClassify.Core/
COPY src/TextClassify.Inference/ src/TextClassify.Inference/
COPY src/TextClassify.Api/ src/TextClassify.Api/
RUN dotnet publish src/TextClassify.Api --configuration Release --arch $TARGETARCH --no-restore --no-self-contained \
    -p:OnnxRuntimeFlavor=$ONNXRUNTIME_FLAVOR -p:BuildWeb=false --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS dotnet

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
